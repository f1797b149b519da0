"""The grammar of statements and of what classes consist of.

A row is a text of one or more lines. `$block` is an indented block, `$loopblock` one in a loop, `$groupblock` one of `except*`, which nothing
may jump out of, and `$tryblock` one that tends to raise. The word before the first `:` says where the row may stand: `any`, `loop`, `def`
(functions and generators), `gen`, `agen` and `async`.
"""

STATEMENTS = r'''
any: show($any)

any: show($any, $any)

any: show($int, $str, $list)

any: print($any, $str, sep=$char, end='|\n')

any: $set_int = $int

any: $set_str = $str

any: $set_list = $list

any: $set_dict = $dict

any: $set_any = $any

any: $set_any = $set_any = $any

any: $set_any, $set_any = $any, $any

any: $set_any, *$set_list = $any

any: ($set_any, ($set_any, *$set_list)), $set_any = $tuple

any: [*$set_list, $set_any] = $str

any: $mut_int += $int

any: $mut_int -= $any

any: $mut_int //= $int

any: $mut_int %= $int

any: $mut_int ^= $int

any: $mut_str += $str

any: $mut_str %= $any

any: $mut_ints += [$int]

any: $mut_list += [$any]

any: $mut_list *= 2

any: $mut_dict |= $dict

any: $mut_set |= $set

any: $mut_set -= $set

any: $mut_any += $any

any: $mut_any[$any] = $any

any: $mut_any.$plainattr = $any

any: $mut_list[$index] = $any

any: $mut_list[$index] += $any

any: $mut_list[$index:$index] = $list

any: $mut_list[$index:$index:$step] = $list

any: $mut_dict[$str] = $any

any: $mut_dict[$any] = $any

any: del $mut_list[$index]

any: del $mut_list[$index:$index:$step]

any: del $mut_dict[$str]

any: del $del_any

any: $mut_list.append($any)

any: $mut_list.extend($any)

any: $mut_list.insert($index, $any)

any: $mut_list.remove($any)

any: $mut_list.sort()

any: $mut_list.sort(key=$key)

any: $mut_list.reverse()

any: show($mut_list.pop($index), $mut_list)

any: show($mut_dict.setdefault($str, $any), $mut_dict.popitem(), $mut_dict)

any: $mut_dict.update($any)

any: $mut_set.add($any)

any: $mut_set.discard($int)

any: assert $any, $any

any: assert $any

any: pass

any: raise $exception

any: raise $exception from $exception

any: raise $exception from None

any: $call

any: $objectstatement

any: if $any:
    $block
else:
    $block

any: if $bool:
    $block
elif $bool:
    $block

any: for $set_any in $list:
    if not tick():
        break
    $loopblock

any: for $set_int in $range:
    $loopblock
else:
    $block

any: for $set_any, *$set_list in [$list, $str, $tuple]:
    $loopblock

any: for $set_any in $generator:
    if not tick():
        break
    $loopblock

any: for $set_str in $str:
    $loopblock

any: for $mut_list[$index] in $ints:
    $loopblock

any: while tick() and $bool:
    $loopblock
else:
    $block

any: while tick():
    $loopblock
    break

any: try:
    $tryblock
except $handled as error:
    report(error)
    $block

any: try:
    $tryblock
except $handled:
    $block
else:
    $block
finally:
    $block

any: try:
    $tryblock
except $handled as error:
    $block
    raise
finally:
    show('finally')
    $block

any: try:
    $tryblock
except $handled as error:
    raise $exception from error
except $handled:
    $block

any: try:
    $tryblock
finally:
    $block

any: try:
    $tryblock
except* $handled as group:
    report(group)
    $groupblock

any: try:
    $tryblock
except* $groupable:
    $groupblock
except* $groupable as group:
    $groupblock
    raise $exception
else:
    $block
finally:
    show('after groups')

any: try:
    $tryblock
except BaseException as error:
    report(error)

any: with Manager($str, swallow=$bool) as $set_any:
    $tryblock

any: with Manager($str, swallow=$bool), Manager($str, fail=$bool):
    $tryblock

any: with Manager($str, swallow=True) as $set_any, Manager($any, exit_fail=$bool):
    $tryblock

any: with $any as $set_any:
    $block

any: match $any:
    case $pattern:
        $block
    case $pattern:
        $block

any: match $any:
    case $pattern if $any:
        $block
    case _:
        $block

any: match $tuple:
    case $pattern:
        $block

any: match $dict:
    case $mappattern:
        $block
    case $mappattern:
        $block

any: show([(($any), $newloop) for $newloop in $list])

any: def inner_$number($set_any, k=$any):
    $declare
    $defblock
show(attempt(inner_$number, $any))

any: drive($generator, $script)

any: show(list($generator))

any: run(lambda: asyncio.run($corocall))

any: drive($corocall, $script)

any: from collections import namedtuple as $set_any

any: $set_int: int = $int

loop: break

loop: continue

loop: if $bool:
    break

loop: if $bool:
    continue

loop: show('loop', $int)

def: return $any

def: return

def: if $bool:
    return $any

gen: yield $any

gen: $set_any = yield $any

gen: show((yield $any))

gen: yield from $any

gen: $set_any = yield from $generator

gen: try:
    $set_any = yield $any
except $handled as error:
    report(error)
    yield $any
finally:
    show('closing')

gen: try:
    yield $any
except GeneratorExit:
    show('exit')
    $block
    raise

agen: yield $any

agen: $set_any = yield $any

agen: try:
    yield $any
finally:
    await Pause($int)

async: $set_any = await $awaitable

async: show(await $awaitable)

async: await asyncio.sleep(0)

async: show(await asyncio.gather($corocall, $corocall, return_exceptions=$bool))

async: $set_any = asyncio.ensure_future($corocall)
await asyncio.sleep(0)
show(await $mut_any)

async: async for $set_any in $asyncgen:
    $loopblock
else:
    $block

async: async with AsyncManager($str, swallow=$bool) as $set_any:
    $tryblock

async: show([$any async for $newloop in $asyncgen])

async: show([await $awaitable for $newloop in $list])

async: try:
    async with asyncio.timeout(0):
        await $awaitable
except $handled as error:
    report(error)

async: try:
    async with asyncio.TaskGroup() as $set_any:
        $mut_any.create_task($corocall)
        $tryblock
except* $groupable as group:
    report(group)
'''

MEMBERS = r'''
def __init__(self, $set_any=$any, *rest, **named):
    self.a = $any
    self.b = $any
    $defblock

def __init__(self, *rest):
    super().__init__(*rest)
    self.a = $any

size = $any

name: str = $str

def method(self, $set_any, k=$any):
    $defblock
    return $any

def method(self, *rest, **named):
    return (rest, named, super().method(*rest, **named))

@property
def area(self):
    $defblock
    return self.a

@area.setter
def area(self, value):
    self.b = value

@classmethod
def made(cls, *rest):
    return (cls.__name__, rest)

@staticmethod
def made($set_any=$any):
    return $any

def __eq__(self, other):
    show('eq', type(other).__name__)
    return $any

def __ne__(self, other):
    return $any

def __lt__(self, other):
    return $any

def __ge__(self, other):
    return NotImplemented

def __hash__(self):
    return $int

__hash__ = None

def __add__(self, other):
    return ('add', type(other).__name__, $any)

def __radd__(self, other):
    return ('radd', type(other).__name__)

def __iadd__(self, other):
    self.a = $any
    return $anyself

def __sub__(self, other):
    return NotImplemented

def __rsub__(self, other):
    return ('rsub', $any)

def __mul__(self, other):
    return $any

def __rmul__(self, other):
    raise $exception

def __matmul__(self, other):
    return ('matmul', $any)

def __or__(self, other):
    return ('or', $any)

def __mod__(self, other):
    return ('mod', $any)

def __neg__(self):
    return ('neg', $any)

def __bool__(self):
    return $any

def __len__(self):
    return $small

def __len__(self):
    return $any

def __getitem__(self, key):
    if not tick():
        raise IndexError(key)
    return ('item', key)

def __setitem__(self, key, value):
    show('set', key, value)

def __delitem__(self, key):
    show('del', key)

def __contains__(self, item):
    return $any

def __iter__(self):
    return iter($any)

def __iter__(self):
    yield $any
    $genblock

def __next__(self):
    if tick():
        return $any
    raise StopIteration

def __call__(self, *rest, **named):
    return ('called', rest, named)

def __getattr__(self, name):
    if name.startswith('__') or $bool:
        raise AttributeError(name)
    return ('attr', name)

def __getattribute__(self, name):
    if name == 'missing':
        return $any
    return super().__getattribute__(name)

def __setattr__(self, name, value):
    show('setattr', name)
    super().__setattr__(name, value)

def __delattr__(self, name):
    show('delattr', name)
    object.__delattr__(self, name)

def __enter__(self):
    return $anyself

def __exit__(self, *details):
    show('exit', details[0] and details[0].__name__)
    return $any

def __format__(self, spec):
    return 'format ' + spec

def __str__(self):
    return $str

def __repr__(self):
    return '<' + type(self).__name__ + ' ' + $str + '>'

def __index__(self):
    return $int

def __int__(self):
    return $any

def __float__(self):
    return $float

def __round__(self, digits=None):
    return ('round', digits)

def __abs__(self):
    return $any

def __reversed__(self):
    return iter($list)

def __init_subclass__(cls, **named):
    show('subclass', cls.__name__, named)
    super().__init_subclass__()

def __class_getitem__(cls, key):
    return (cls.__name__, key)

def __dir__(self):
    return $list

def __missing__(self, key):
    return ('missing', key)

def __instancecheck__(cls, other):
    return $any

def __await__(self):
    yield $any
    return $any

def __bytes__(self):
    return $bytes

def __divmod__(self, other):
    return $any

def __pow__(self, other, modulo=None):
    return ('pow', other, modulo)

described = Descriptor($str)

described = Descriptor($str, data=True)

__match_args__ = ('a', 'b')

__slots__ = ('a', 'b')

__slots__ = ('a', 'b', '__dict__')

for $set_int in $range:
    $loopblock

$set_any = $any

locals_seen = sorted(name for name in locals() if not name.startswith('__'))
'''

OBJECT_STATEMENTS = r'''
show($object)

show($object == $any, $object != $any)

show($object < $any)

show($object.a, $object.b)

show($object.described)

$object.described = $any

del $object.described

$object.a = $any

$object.area = $any

show($object.area)

show($object.method($any), $object.made($any))

show($object.method($any, k=$any))

del $object.a

show($object[$any])

$object[$any] = $any

del $object[$any]

show(len($object), bool($object))

show(list($object))

show($any in $object)

show(str($object), f'{$object:>5}', f'{$object!r}')

show(int($object), float($object), $list[$object])

show(sorted([$object, $object]))

show(vars($object))

show(isinstance($any, $class), issubclass($class, $class))

show($class.__mro__, $class.__name__, $class.__slots__)

show($class.area, $class.size, $class.name)

show(divmod($object, $any), pow($object, 2), round($object), abs($object))

show(getattr($object, $attrname))

show($class[$any])

show($class.__annotations__)

show(sorted(name for name in vars($class) if not name.startswith('__')))

show(reversed($object), next($object))

with $object as entered:
    show(entered)
    $tryblock

$mut_any += $object

show([$any for $newloop in $object])

show(*$object, **{'sep': '-'})

$set_any, *$set_list = $object

match $object:
    case $class(a=$capture, b=$capture):
        show('matched')
    case $class($capture):
        show('positional')
    case $class():
        show('empty')
'''


def rows(text):
    return text.strip('\n').split('\n\n')
