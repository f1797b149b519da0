"""Calls everything that the builtins and all modules export with what misbehaves, at random, from a seed.

usage: caller.py SEED STEPS MODULES [wide] [waits] [after=STEP]

MODULES are the names of the modules to call, with commas; what they export is found by looking. The file `calls` in the
current folder gets a line before each call, so that the last line names what crashed. `wide`: sizes of gigabytes too, for
processes whose memory is bounded. `waits`: calls that may block as well, for a driver that sends SIGINT when the file
does not grow. `after=STEP` leaves out what steps before that do, to find out what a failure needs.

Any exception is fine here, and so is any result; only crashes, hangs and reports of sanitizers are not. Run it through
scripts/dev/random-caller.
"""
import sys

import actions
import side_by_side
from misbehaving import Bad, BadEnd, BadLookup, chance, victims
from values import MODULES, Pool

# Modules that reach out of the process; and what ends it, takes memory or time without bound, or asks for more than is given.
OUTSIDE = set('os posix nt subprocess socket ssl select selectors signal shutil ctypes multiprocessing pty tty tempfile '
              'pathlib glob webbrowser urllib http ftplib smtplib mmap fcntl resource resource_ faulthandler venv ensurepip '
              'site runpy pdb code cmd pydoc readline antigravity this'.split())
LEFT_OUT = set('_exit exit abort kill killpg fork forkpty system popen remove unlink rmdir removedirs rename renames '
               'truncate chmod chown chroot link symlink mkdir makedirs mkfifo mknod setrecursionlimit stack_size '
               'interrupt_main breakpoint help __import__ import_module open exec eval compile addaudithook settrace '
               'setprofile set_debug input'.split())
WAITING = set('acquire acquire_lock wait wait_for join result run_forever run_until_complete run sleep get shutdown '
              '__enter__ __exit__ exception as_completed map serve_forever main lock release_save _acquire_restore '
              'start start_new_thread start_new _bootstrap _bootstrap_inner _shutdown _wait_for_tstate_lock'.split())
KEYWORDS = 'key default a loop name maxlen sep end encoding errors reverse strict timeout x file object base'.split()

type_name = type.__dict__['__name__'].__get__
save_getattr, save_type, save_isinstance = getattr, type, isinstance


def kind_of(value):
    return type_name(save_type(value))


class Caller:
    def __init__(self, seed, steps, options):
        chance.seed = seed
        self.steps = steps
        self.step = 0
        self.wide = 'wide' in options
        self.waits = 'waits' in options
        self.after = max([int(option[6:]) for option in options if option.startswith('after=')], default=0)
        self.log = open('calls', 'w')
        self.exports = []
        self.fixed = set()

    def discover(self, names):
        """Everything that the modules export, by name."""
        for name in ['builtins'] + names:
            if name.split('.')[0] in OUTSIDE:
                continue
            try:
                __import__(name)
            except ImportError:
                continue
            module = MODULES[name] = sys.modules[name]
            self.fixed.add(id(module))
            self.fixed.add(id(vars(module)))
            for export in sorted(vars(module)):
                if export not in LEFT_OUT:
                    self.exports.append((name, export))
                    value = vars(module)[export]
                    if isinstance(value, type):
                        self.fixed.add(id(value))

        for module in (sys.modules[name] for name in ('__main__', 'actions', 'misbehaving', 'side_by_side', 'values')):
            self.fixed.update((id(module), id(vars(module))))
        self.fixed.add(id(sys.modules))

    def write(self, text):
        self.log.write('%d %s\n' % (self.step, text))
        self.log.flush()

    def run(self):
        while self.step < self.steps:
            if self.step % 200 == 0:
                self.step += 1
                chance.enter(self.step)
                self.make_pool()
            self.step += 1
            chance.enter(self.step)
            if self.step >= self.after:
                self.do_step()
        self.write('done')

    def make_pool(self):
        # A driver on a busy machine may take this for a call that waits, and interrupt it.
        while True:
            try:
                self.write('pool')
                victims.clear()
                self.pool = Pool(self.wide).items
                self.values = [value for _, value in self.pool]
                return
            except KeyboardInterrupt:
                pass

    def do_step(self):
        choice = chance.below(20)
        if choice < 4:
            self.call_export()
        elif choice < 11:
            self.call_attribute(*chance.among(self.pool))
        elif choice < 13:
            self.act('unary', actions.UNARY, 1)
        elif choice < 16:
            self.act('binary', actions.BINARY, 2)
        elif choice < 18:
            self.act('ternary', actions.TERNARY, 3)
        elif choice == 18:
            self.set_or_delete(*chance.among(self.pool))
        elif chance.one_in(8):
            self.concurrent()

    def concurrent(self):
        if chance.one_in(3) and 'asyncio' in MODULES:
            self.write('asyncio')
            self.attempt('loop', side_by_side.run_loop, (MODULES['asyncio'], self.values), {})
        elif 'threading' in MODULES:
            self.write('threads')
            side_by_side.in_threads(MODULES['threading'], self.thread_steps)

    def thread_steps(self):
        for _ in range(5):
            self.act('in thread', actions.UNARY, 1)
            self.act('in thread', actions.BINARY, 2)

    def arguments(self, most):
        chosen = [chance.among(self.pool) for _ in range(chance.below(most + 1))]
        keywords = {}
        if chance.one_in(8):
            text, value = chance.among(self.pool)
            keywords[chance.among(KEYWORDS)] = value
        shown = ', '.join([text for text, _ in chosen] + ['%s=%s' % (name, kind_of(v)) for name, v in keywords.items()])
        return tuple(value for _, value in chosen), keywords, shown

    def allowed(self, name):
        if name in LEFT_OUT:
            return False
        return name not in WAITING or self.waits and chance.one_in(4)

    def call_export(self):
        module, export = chance.among(self.exports)
        target = save_getattr(MODULES[module], export, None)
        name = module + '.' + export
        if chance.one_in(2):
            self.call_attribute(name, target)
        elif self.allowed(export) and callable(target):
            arguments, keywords, shown = self.arguments(4)
            self.write('%s(%s)' % (name, shown))
            self.attempt(name, target, arguments, keywords)

    def attribute_of(self, target):
        """A name that dir() gives, or nothing."""
        try:
            names = [name for name in dir(target) if save_type(name) is str]
        except BaseException:
            return None
        return chance.among(names) if names else None

    def call_attribute(self, text, target):
        name = self.attribute_of(target)
        if not name or not self.allowed(name) or save_type(target) is dict and id(target) in self.fixed:
            return
        arguments, keywords, shown = self.arguments(4)
        # Methods of classes want an instance first, which is often the right one.
        if save_isinstance(target, save_type) and chance.one_in(2):
            fitting = [(label, value) for label, value in self.pool if save_type(value) is target]
            if fitting:
                label, value = chance.among(fitting)
                arguments, shown = (value,) + arguments, label + ', ' + shown
        self.write('(%s).%s(%s)' % (text, name, shown))
        try:
            function = save_getattr(target, name)
        except BaseException:
            return
        self.attempt('.' + name, function, arguments, keywords)

    def act(self, kind, table, count):
        name = chance.among(sorted(table))
        chosen = [chance.among(self.pool) for _ in range(count)]
        if name == 'setattr' and not self.may_change(chosen[0][1]):
            return
        self.write('%s %s: %s' % (kind, name, ', '.join(text for text, _ in chosen)))
        self.attempt(name, table[name], tuple(value for _, value in chosen), {})

    def may_change(self, target):
        """What all steps need stays as it is."""
        return id(target) not in self.fixed and target is not Bad and target is not BadEnd and target is not BadLookup

    def set_or_delete(self, text, target):
        name = self.attribute_of(target)
        if not name or not self.may_change(target) or save_isinstance(target, save_type(sys)):
            return
        label, value = chance.among(self.pool)
        if chance.one_in(4):
            self.write('del (%s).%s' % (text, name))
            self.attempt('del', delattr, (target, name), {})
        else:
            self.write('(%s).%s = %s' % (text, name, label))
            self.attempt('set', setattr, (target, name, value), {})

    def attempt(self, name, function, arguments, keywords):
        try:
            result = function(*arguments, **keywords)
            if len(self.pool) < 700 and chance.one_in(3) and id(result) not in self.fixed and not self.is_big(result):
                self.pool.append((name + '->' + kind_of(result), result))
            if kind_of(result) == 'coroutine' and (self.waits or chance.one_in(2)):
                actions.drive(result)
        except BaseException as error:
            if chance.one_in(10):
                self.look_at(error)

    def is_big(self, value):
        """What would make later steps slow."""
        kind = save_type(value)
        if kind is int:
            return value.bit_length() > 10000
        return kind in (str, bytes, bytearray, list, tuple, dict, set, frozenset) and len(value) > 5000

    def look_at(self, error):
        try:
            for act in (str, repr, hash):
                act(error)
            MODULES['traceback'].format_exception(error)
        except BaseException:
            pass


def main():
    caller = Caller(int(sys.argv[1]), int(sys.argv[2]), sys.argv[4:])
    caller.discover(sys.argv[3].split(','))
    while caller.step < caller.steps:
        try:
            caller.run()
        except BaseException as error:
            caller.write('caller: ' + kind_of(error))


main()
