"""The grammar of expressions: for each kind of value, texts in which `$kind` stands for another expression.

A row may begin with a number, its weight. `$x,` or `($x)` stands between delimiters and needs no parentheses of its own.
"""

GRAMMAR = {
    'int': r'''
        3 $int + $int
        3 $int - $int
        2 $int * $int
        2 $int // $int
        2 $int % $int
        $int & $int
        $int | $int
        $int ^ $int
        $int << $small
        $int >> $small
        $int ** $small
        -$int
        ~$int
        +$bool
        abs($int)
        2 len($any)
        2 len($list)
        int($str)
        int($float)
        int($str, $small)
        round($float)
        round($int, $index)
        sum($ints)
        sum($ints, $int)
        min($int, $int)
        max($ints)
        max($ints, key=$key)
        min($list, default=$int)
        $str.count($str)
        $str.find($str, $index)
        $str.index($str)
        $str.rfind($str, $index, $index)
        $bytes.find($bytes)
        $bytes[$index]
        $int.bit_length()
        $int.bit_count()
        int.from_bytes($bytes, $order)
        int.from_bytes($bytes, $order, signed=$bool)
        ord($str)
        hash($float * 1.0)
        pow($int, $small, $int)
        divmod($int, $int)[$small % 2]
        $list.index($any)
        $list.count($any)
        $tuple.count($any)
        2 $ints[$index]
        ($int if $bool else $int)
        ($newint := $int)
        next(iter($ints))
        next(iter($ints), $int)
        sum($genints)
        $range[$index]
        len($range)
        ''',
    'float': r'''
        2 $float + $float
        $float - $float
        2 $float * $float
        3 $int / $int
        $float / $float
        $float // $float
        $float % $float
        $float ** $small
        $int ** -$small
        -$float
        abs($float)
        float($int)
        float($str)
        round($float, $index)
        max($float, $int)
        sum([$float, $int, $float])
        divmod($float, $float)[0]
        float.fromhex($float.hex())
        ''',
    'bool': r'''
        2 $int < $int
        $int <= $float
        2 $int == $any
        $any != $any
        $int < $int <= $int
        $int == $float != $any
        $str < $str
        $list < $list
        $tuple >= $tuple
        $set <= $set
        not $any
        $any in $list
        $str in $str
        $any not in $tuple
        $int in $set
        $int in $range
        $any in $dict
        $any is None
        $any is not $any
        isinstance($any, $type)
        $str.startswith($str)
        $str.endswith(($str, $str))
        $str.isdigit()
        $str.isidentifier()
        $str.istitle()
        all($genints)
        any($list)
        bool($any)
        callable($any)
        hasattr($any, $attrname)
        $float.is_integer()
        $any < $any
        $int < $any > $int
        ''',
    'str': r'''
        2 $str + $str
        $str * $small
        2 str($any)
        2 repr($any)
        ascii($str)
        $str[$index]
        2 $str[$index:$index]
        $str[$index:$index:$step]
        $str[::$step]
        $str.upper()
        $str.lower()
        $str.title()
        $str.casefold()
        $str.swapcase()
        $str.capitalize()
        $str.strip()
        $str.lstrip($str)
        $str.rstrip($str)
        $str.replace($str, $str)
        $str.replace($str, $str, $index)
        $str.center($small, $char)
        $str.ljust($small)
        $str.zfill($small)
        $str.expandtabs($small)
        $str.removeprefix($str)
        $str.removesuffix($str)
        $str.join([$str, $str])
        $str.join($list)
        2 $str.format($any, $any)
        '{0[1]} {0!r:>8} {1}'.format($any, $any)
        '{:{}}'.format($any, $spec)
        '{a} {b!s:<6}|'.format(a=$any, b=$any)
        '{a[k]} {b.real}'.format(a=$dict, b=$any)
        '%s %r' % ($any, $any)
        '%d|%5d|%-5d|%05d' % ($int, $int, $int, $int)
        '%x %o %+d %#x' % ($int, $int, $int, $int)
        '%.2f %e %g %10.3f' % ($float, $float, $float, $float)
        '%(a)s %(b)r' % {'a': $any, 'b': $any}
        '%s %d' % $tuple
        '%c%c' % ($small, $str)
        '%*d %.*f' % ($small, $int, $small, $float)
        4 $fstring
        format($any, $spec)
        format($int, $spec)
        format($float, $spec)
        chr($int)
        hex($int)
        bin($int)
        oct($int)
        $bytes.hex()
        $bytes.hex($char)
        $bytes.decode()
        $bytes.decode('latin-1')
        $bytes.decode('ascii', $errors)
        $float.hex()
        ''.join(sorted($str))
        ''.join(reversed($str))
        $str.translate({$small: $str, 97: None, 98: $str})
        $str.translate(str.maketrans('abc', 'xyz'))
        $str.partition($str)[$index]
        ($str if $any else $str)
        ($newstr := $str)
        type($any).__name__
        max($str, $str, key=len)
        ''',
    'bytes': r'''
        $bytes + $bytes
        $bytes * $small
        $bytes[$index:$index]
        $bytes[::$step]
        $str.encode()
        $str.encode('latin-1', $errors)
        $str.encode('ascii')
        bytes($ints)
        bytes($small)
        bytes($any)
        bytearray($bytes)
        $bytes.replace($bytes, $bytes)
        $bytes.upper()
        $bytes.strip()
        $bytes.join([$bytes, $bytes])
        $bytes.zfill($small)
        b'%d %s' % ($int, $bytes)
        b'%a|%x' % ($any, $int)
        $int.to_bytes($small, $order)
        $int.to_bytes($small, $order, signed=True)
        bytes.fromhex($str)
        bytes(memoryview($bytes)[$index:$index])
        ''',
    'ints': r'''
        3 [$int, $int]
        [$int, $int, $int]
        [$small]
        []
        2 $ints + $ints
        $ints * $small
        $ints[$index:$index]
        $ints[::$step]
        sorted($ints)
        sorted($ints, reverse=$bool)
        sorted($ints, key=$key)
        list($range)
        list($set)
        list(map($key, $ints))
        list(filter(None, $ints))
        list(filter($key, $ints))
        3 $compints
        [*$ints, $int]
        list(reversed($ints))
        list($bytes)
        ''',
    'list': r'''
        3 [$any, $any]
        [$any, $any, $any]
        []
        2 $ints
        $list + $list
        $list * $small
        2 $list[$index:$index]
        $list[$index:$index:$step]
        [*$any, $any]
        list($any)
        list($str)
        2 list($tuple)
        list($dict.items())
        list($dict.values())
        list($dict)
        list(zip($list, $str))
        list(zip($list, $tuple, strict=True))
        list(enumerate($any, $small))
        list(enumerate($list))
        sorted($list, key=repr)
        sorted($list, key=str, reverse=True)
        sorted($list)
        sorted($dict)
        $str.split()
        $str.split($str)
        $str.split($char, $index)
        $str.rsplit(None, $small)
        $str.splitlines()
        $str.splitlines(True)
        $list.copy()
        3 $complist
        list(map($key, $list))
        list($generator)
        ''',
    'tuple': r'''
        3 ($any, $any)
        ($any,)
        ()
        $tuple + $tuple
        $tuple * $small
        $tuple[$index:$index]
        $tuple[::$step]
        tuple($any)
        2 tuple($list)
        $str.partition($str)
        $str.rpartition($char)
        divmod($int, $int)
        divmod($float, $int)
        (*$list, $any, *$tuple)
        tuple($genints)
        $float.as_integer_ratio()
        $int.as_integer_ratio()
        ''',
    'dict': r'''
        3 {$str: $any, $small: $any}
        {}
        {$str: $any}
        {**$dict, $str: $any}
        $dict | $dict
        dict($list)
        dict(a=$any, b=$any)
        dict($dict, k=$any)
        dict.fromkeys($list, $any)
        dict.fromkeys($str)
        dict(zip($str, $list))
        dict(enumerate($list))
        2 $compdict
        $dict.copy()
        ''',
    'set': r'''
        3 {$int, $int}
        {$int, $int, $small}
        set($ints)
        set()
        frozenset($ints)
        $set | $set
        $set & $set
        $set - $set
        $set ^ $set
        $set.union($ints)
        $set.difference($ints, $set)
        $set.symmetric_difference($ints)
        {*$ints, $int}
        $compset
        ''',
    'any': r'''
        4 $int
        2 $float
        2 $bool
        4 $str
        $bytes
        2 $list
        2 $tuple
        2 $dict
        $set
        2 None
        4 $var
        4 $call
        4 $object
        2 $objectuse
        2 $list[$index]
        2 $dict[$str]
        $dict[$any]
        $dict.get($str, $any)
        $dict.pop($any, $any)
        $tuple[$index]
        $any or $any
        $any and $any
        ($any if $any else $any)
        ($newany := $any)
        $any + $any
        $any - $any
        $any * $small
        $any @ $any
        $any % $any
        $any | $any
        $any[$any]
        $any[$index:$index]
        $any.$attribute
        $any()
        $any($any)
        -$any
        ~$any
        next($any)
        next($generator)
        next($generator, $any)
        iter($any)
        getattr($any, $attrname, $any)
        getattr($any, $attrname)
        ...
        (lambda $newlambda: $any)($any)
        (lambda $newlambda, *rest, k=$any: (rest, k))(*$any, k=$any)
        $range
        slice($index, $index).indices($small)
        complex($float, $int)
        $int + 2j * $float
        sum($any, $any)
        max($any)
        $set.pop()
        $list.pop()
        ''',
    'generator': r'''
        3 $gencall
        ($any for $newloop in $list)
        iter($list)
        (yieldall($any) for $newloop in [$any])
        map($key, $list)
        zip($list, $str)
        enumerate($str)
        reversed($list)
        ''',
    'genints': r'''
        $compints
        ($int for _ in $range)
        ''',
    'key': r'''
        abs
        str
        repr
        len
        (lambda $newlambda: $any)
        (lambda $newlambda: $int)
        $function
        ''',
    'range': r'''
        range($small)
        range($index, $small)
        range($index, $small, $step)
        range($small, $index, -1)
        ''',
    'type': r'''
        int
        str
        (int, float)
        list
        dict | tuple
        $class
        $any
        object
        BaseException
        ''',
    'exception': r'''
        ValueError($any)
        2 ValueError($str)
        KeyError($str)
        TypeError($str, $int)
        ZeroDivisionError($str)
        StopIteration($any)
        IndexError()
        OSError(2, $str)
        RuntimeError($str)
        AttributeError($str)
        Fault($str)
        Fault
        LookupError
        ExceptionGroup($str, [ValueError($int), TypeError($str)])
        ExceptionGroup($str, [KeyError($int), ExceptionGroup('inner', [Fault($str), ValueError(1)])])
        BaseExceptionGroup('base', [GeneratorExit($int), ValueError(2)])
        ''',
    'handled': r'''
        3 ValueError
        2 TypeError
        KeyError
        LookupError
        ArithmeticError
        2 (ValueError, TypeError)
        4 Exception
        Fault
        (Fault, StopIteration)
        RuntimeError
        AttributeError
        IndexError
        ExceptionGroup
        ''',
}

SMALL = [str(number) for number in (0, 1, 2, 3, 4, 5)]
INDEX = [str(number) for number in (0, 1, 2, 3, -1, -2, -3, 5, -7, 100)] + ['None', '', '', '']
STEP = ['1', '2', '-1', '-2', '3', '0']
INTS = [
    '0', '1', '2', '3', '5', '7', '10', '-1', '-2', '-7', '97', '255', '256', '1000', '2**31', '2**53', '2**62',
    '2**63', '2**63 - 1', '-2**62', '-2**63', '2**64', '10**20', '-10**18', '0x7fff_ffff', '12345678901234567890123',
    'True', '2**61 - 1', '4611686018427387904', '-4611686018427387905',
]
FLOATS = [
    '0.0', '-0.0', '1.0', '0.5', '1.5', '2.5', '-3.75', '0.1', '1e16', '1e22', '1e300', '5e-324', '1e-7',
    '123456789.125', "float('inf')", "float('-inf')", "float('nan')", '2.0**53', '1e15', '9.995', '-1e-5',
]
STRINGS = [
    '', 'a', 'ab', 'abc', 'k', 'x', 'b a', ' a ', 'hello world', '12', '-7', '3.5', '0x1f', 'é', 'ßa', 'ǅz', '日本',
    '𝒜x', 'a,b,,c', 'A\nb\r\nc', '\t', 'it\'s', '"', '{}', '{!r}-{}', '%s', 'aXbX', 'İ', '1_000', '\x00', '\x1c',
    'Σας', 'ﬁ', '\ud800', 'nan', '٣',
]
BYTES = [b'', b'a', b'abc', b'\x00\xff', b'12', b' x ', b'a,b', 'é'.encode(), b'%d', b'AbC']
NAMES = {'int': 'ijk', 'float': 'fg', 'bool': 'p', 'str': 'stu', 'bytes': 'b', 'ints': 'mn', 'list': 'lv', 'tuple': 'w', 'dict': 'd', 'set': 'q', 'any': 'xyz', 'generator': 'r'}
ATTRIBUTES = [
    'a', 'b', 'size', 'name', '__name__', '__class__.__name__', 'real', 'imag', 'missing', '__dict__', 'args',
    'numerator', '__len__', 'a.b', 'start', '__qualname__', '__mro__', '__slots__', 'method', 'area', 'made',
]


def format_spec(chance):
    """A format specification, mostly one that fits numbers or texts."""
    parts = [chance.choice(['', '', '', '<', '>', '^', '=', '*<', '0>', 'é^', ' =']), chance.choice(['', '', '', '+', '-', ' ']), chance.choice(['', '', '', 'z']) if chance.random() < 0.2 else '',
             chance.choice(['', '', '', '#']), chance.choice(['', '', '0']), chance.choice(['', '', '1', '5', '10', '12']), chance.choice(['', '', '', '', ',', '_']),
             chance.choice(['', '', '', '.0', '.1', '.3', '.10', '.']) if chance.random() < 0.6 else '', chance.choice(['', '', 'd', 'x', 'X', 'b', 'o', 'c', 'n', 'e', 'E', 'f', 'F', 'g', 'G', '%', 's', 'r'])]
    return ''.join(parts)
