"""What a program prints, as text. A part of each batch of programs.py; what stands before `outcome` is the programs' prelude as well."""
import asyncio
import builtins
import io
import re
import sys
import traceback
import warnings

warnings.simplefilter('ignore')
PRELUDE = r'''
import asyncio
import sys
import traceback
import types

ticks = [0]


def tick():
    """True a few times: what bounds loops."""
    ticks[0] += 1
    return ticks[0] % 4 != 0 and ticks[0] < 300


def small(value):
    """The value, or less of it: what bounds growth."""
    if isinstance(value, int) and not -2**200 < int(value) < 2**200:
        return int(value) % 1000003
    if type(value) in (str, bytes, list, tuple) and len(value) > 60:
        return value[:20]
    return value


def show(*values):
    print(*[repr(value) for value in values])


def places(error):
    return [(frame.name, frame.lineno) for frame in traceback.extract_tb(error.__traceback__) if frame.filename == '<program>']


def report(error, depth=0):
    """An exception, those behind it, and where it went through."""
    print('  ' * depth + type(error).__name__, str(error), '' if isinstance(error, BaseExceptionGroup) else places(error), getattr(error, '__notes__', ''))
    if depth < 4:
        for sort in ('__cause__', '__context__'):
            behind = getattr(error, sort)
            if behind is not None:
                print('  ' * depth, sort, error.__suppress_context__)
                report(behind, depth + 1)
        for inner in getattr(error, 'exceptions', ()):
            report(inner, depth + 1)


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__ + ': ' + str(error)


def run(function):
    try:
        show(function())
    except Exception as error:
        report(error)


def drive(walked, script):
    """Steps through a generator, coroutine or iterator: sends, throws and closes what the script says."""
    for number, step in enumerate([None, *script, None]):
        try:
            if step == 'close' and isinstance(step, str):
                show('closed', walked.close())
            elif isinstance(step, BaseException) or isinstance(step, type) and issubclass(step, BaseException):
                show('thrown', walked.throw(step))
            else:
                show('sent', walked.send(step) if hasattr(walked, 'send') else next(walked))
        except StopIteration as done:
            show('returned', done.value)
        except Exception as error:
            report(error)
    for sort in ('gi', 'cr'):
        if hasattr(walked, sort + '_frame'):
            show(getattr(walked, sort + '_frame') is None, getattr(walked, sort + '_running'), getattr(walked, sort + '_await' if sort == 'cr' else 'gi_yieldfrom') is None)


def yieldall(value):
    received = yield value
    show('received', received)
    return (yield from [received])


def decorated(function):
    def outer(*arguments, **named):
        show('call', function.__name__, arguments, named)
        return function(*arguments, **named)
    return outer


async def nothing(value=None):
    return value


async def each(values):
    for value in values:
        await asyncio.sleep(0)
        yield value


class Fault(Exception):
    code = 1


class Pause:
    def __init__(self, value=None):
        self.value = value

    def __await__(self):
        received = yield
        return (self.value, received)


class Manager:
    def __init__(self, name='m', *, swallow=False, fail=False, exit_fail=False):
        self.name, self.swallow, self.fail, self.exit_fail = name, swallow, fail, exit_fail

    def __repr__(self):
        return f'Manager({self.name!r})'

    def __enter__(self):
        show('enter', self.name)
        if self.fail:
            raise Fault('enter')
        return self

    def __exit__(self, kind, error, trace):
        show('exit', self.name, kind and kind.__name__, trace is not None)
        if self.exit_fail:
            raise Fault('exit')
        return self.swallow


class AsyncManager(Manager):
    async def __aenter__(self):
        await asyncio.sleep(0)
        return self.__enter__()

    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        return self.__exit__(*details)


class Descriptor:
    def __new__(cls, name='', data=False):
        return super().__new__(DataDescriptor if data else cls)

    def __init__(self, name='', data=False):
        self.name = name

    def __set_name__(self, owner, name):
        show('set name', owner.__name__, name)

    def __get__(self, instance, owner=None):
        return ('got', self.name, instance is None, owner.__name__)


class DataDescriptor(Descriptor):
    def __set__(self, instance, value):
        show('set', value)

    def __delete__(self, instance):
        raise AttributeError(self.name)


class Meta(type):
    def __new__(meta, name, bases, namespace, **named):
        show('new', name, sorted(named))
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **named):
        super().__init__(name, bases, namespace)

    def __call__(cls, *arguments, **named):
        show('make', cls.__name__)
        return super().__call__(*arguments, **named)

    def __contains__(cls, value):
        return value == 1

    def __getitem__(cls, key):
        return ('meta', key)
'''
_prelude = compile(PRELUDE, '<prelude>', 'exec')
_address = re.compile(r'0[xX][0-9a-fA-F]{6,}')


def outcome(case):
    namespace = {'__name__': 'program', '__builtins__': builtins}
    output, hook = io.StringIO(), sys.unraisablehook
    sys.stdout = output
    sys.unraisablehook = lambda unraisable: None
    try:
        exec(_prelude, namespace)
        code = compile(case, '<program>', 'exec')
        exec(code, namespace)
    except SyntaxError as error:
        print('SyntaxError', error.msg, error.lineno)
    except BaseException as error:
        try:
            namespace['report'](error)
        except BaseException as other:
            print(type(error).__name__, 'cannot be reported:', type(other).__name__)
    finally:
        sys.stdout = sys.__stdout__
        namespace.clear()
        sys.unraisablehook = hook
    return _address.sub('0x', output.getvalue())
