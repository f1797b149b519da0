"""Makes expressions, calls and patterns by the grammar of expressions.py, of the names that are known where they stand."""
import re

from expressions import ATTRIBUTES, BYTES, FLOATS, GRAMMAR, INDEX, INTS, NAMES, SMALL, STEP, STRINGS, format_spec

PART = re.compile(r'\$([a-z_]+)')
ATOM = re.compile(r'\w+\Z|[a-z_]\w*\.[a-z_]+\Z', re.IGNORECASE)


def parts_of(text):
    """A template as text and (kind, whether it must be atomic) in turn."""
    made, at = [], 0
    for found in PART.finditer(text):
        before, after = text[:found.start()].rstrip(' '), text[found.end():found.end() + 1]
        enclosed = before[-1:] in ('(', '[', ',', '{', ':') and after in (')', ']', ',', '}', ':')
        made += [text[at:found.start()], (found.group(1), not enclosed)]
        at = found.end()
    return [*made, text[at:]]


def weighted(text):
    chosen = []
    for line in filter(None, map(str.strip, text.split('\n'))):
        number, _, rest = line.partition(' ')
        weight, line = (int(number), rest) if number.isdigit() and rest else (1, line)
        chosen += [parts_of(line)] * weight
    return chosen


EXPRESSIONS = {kind: weighted(text) for kind, text in GRAMMAR.items()}


class Function:
    def __init__(self, name, kind, parameters):
        self.name = name
        self.kind = kind
        self.parameters = parameters


class Expressions:
    """What a Generator inherits: `make_KIND` makes a KIND, GRAMMAR's rows the others."""

    def fill(self, parts, depth):
        texts = []
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
            else:
                kind, atomic = part
                text = self.of(kind, depth)
                if atomic and kind in EXPRESSIONS and not ATOM.match(text) and not (text[0] + text[-1] in ("''", '[]', '()') and len(text) < 12):
                    text = f'({text})'
                elif atomic and kind in ('int', 'any') and text.isdigit():
                    text = f'({text})'
                texts.append(text)
        return ''.join(texts)

    def of(self, kind, depth):
        make = getattr(self, 'make_' + kind, None)
        if make:
            return make(depth)
        if kind not in EXPRESSIONS:
            raise KeyError(kind)
        if self.chance.random() < 0.015 and kind not in ('any', 'handled', 'exception', 'key', 'range', 'generator'):
            kind = 'any'
        named = [name for name, other in self.names if other == kind]
        if named and self.chance.random() < 0.4:
            return self.chance.choice(named)
        leaf = LEAVES.get(kind)
        if depth <= 0 and leaf:
            return leaf(self.chance)
        if leaf and self.chance.random() < 0.35:
            return leaf(self.chance)
        return self.fill(self.chance.choice(self.chosen[kind] if depth > 0 else EXPRESSIONS[kind]), depth - 1)

    def make_small(self, depth):
        return self.chance.choice(SMALL)

    def make_index(self, depth):
        if self.chance.random() < 0.15 and depth > 0:
            return self.of('int', 0)
        return self.chance.choice([one for one in INDEX if one])

    def make_step(self, depth):
        return self.chance.choice(STEP)

    def make_order(self, depth):
        return self.chance.choice(["'big'", "'little'"])

    def make_errors(self, depth):
        return repr(self.chance.choice(['replace', 'ignore', 'backslashreplace', 'strict', 'xmlcharrefreplace', 'surrogateescape', 'none']))

    def make_char(self, depth):
        return repr(self.chance.choice('a-,é*'))

    def make_spec(self, depth):
        return repr(format_spec(self.chance))

    def make_attribute(self, depth):
        return self.chance.choice(ATTRIBUTES)

    def make_plainattr(self, depth):
        return self.chance.choice(['a', 'b', 'size', 'missing', 'area', 'real'])

    def make_attrname(self, depth):
        return repr(self.chance.choice(ATTRIBUTES))

    def make_number(self, depth):
        return self.number()

    def make_var(self, depth):
        if not self.names or self.chance.random() < 0.02:
            return self.chance.choice('xyzijs')
        return self.chance.choice(self.names)[0]

    def make_newint(self, depth):
        return self.bound('int')

    def make_newstr(self, depth):
        return self.bound('str')

    def make_newany(self, depth):
        return self.bound('any')

    def make_newlambda(self, depth):
        return 'e'

    def make_newloop(self, depth):
        return 'e'

    def bound(self, kind):
        """A name that now holds a value of a kind."""
        name = self.chance.choice(NAMES[kind])
        self.names.append((name, kind))
        return name

    def make_anyself(self, depth):
        return 'self' if self.chance.random() < 0.7 else self.of('any', 0)

    def make_fstring(self, depth):
        pieces = []
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            kind = self.chance.choice(['int', 'float', 'str', 'any', 'any'])
            text = self.of(kind, depth)
            if not ATOM.match(text):
                text = f'({text})'
            conversion = self.chance.choice(['', '', '', '!r', '!s', '!a'])
            spec = self.chance.choice(['', '', ':' + format_spec(self.chance), ':{' + self.of('small', 0) + '}', ':>{' + self.of('small', 0) + '}'])
            # The text of an expression with escapes was unescaped before 3.14.
            shown = '=' if self.chance.random() < 0.25 and '\\' not in text else ''
            pieces.append(self.chance.choice(['', 'a ', '{{', 'é']) + '{' + text + shown + conversion + spec + '}')
        return self.chance.choice(['f', 'f', 'rf']) + '"""' + ''.join(pieces) + '"""'

    def comprehension(self, kinds, depth, opening, closing):
        before = len(self.names)
        text, clauses = '', self.chance.choice([1, 1, 1, 2])
        for number in range(clauses):
            source = self.chance.choice(['ints', 'list', 'range', 'str', 'ints'])
            iterable = self.of(source, min(depth, 0))
            if ':=' in iterable:
                iterable = '[1, 2]'
            name = 'e' if number == 0 else 'h'
            self.names += [(name, {'ints': 'int', 'range': 'int', 'str': 'str', 'list': 'any'}[source])] * 2
            text += f' for {name} in {iterable}' if ATOM.match(iterable) else f' for {name} in ({iterable})'
            if self.chance.random() < 0.3:
                text += f' if ({self.of("bool", depth)})'
        values = ': '.join(f'({self.of(kind, depth)})' for kind in kinds)
        del self.names[before:]
        if re.search(r'\b[eh] :=', text + values):
            return opening + closing if opening != '{' else 'set()'
        return opening + values + text + closing

    def make_compints(self, depth):
        return self.comprehension(['int'], depth - 1, '[', ']')

    def make_complist(self, depth):
        return self.comprehension(['any'], depth - 1, '[', ']')

    def make_compset(self, depth):
        return self.comprehension(['int'], depth - 1, '{', '}')

    def make_compdict(self, depth):
        return self.comprehension(['str', 'any'], depth - 1, '{', '}')

    # Calls

    def call(self, kinds, depth):
        known = [one for one in self.functions if one.kind in kinds]
        if not known:
            return None
        function = self.chance.choice(known)
        texts, named = [], False
        for name, kind, form in function.parameters:
            roll = self.chance.random()
            value = self.of('any' if roll > 0.9 else kind, depth - 1)
            if form == '*':
                texts += [f'*{value}' if ATOM.match(value) else f'*({value})'] if roll < 0.4 else []
            elif form == '**':
                texts += [f'**{value}' if ATOM.match(value) else f'**({value})'] if roll < 0.4 else []
                named = True
            elif roll < 0.04 or form == 'default' and roll < 0.4:
                named = True
            elif form == 'keyword' or named and form != 'positional':
                texts.append(f'{name}={value}')
                named = True
            elif not named:
                texts.append(value)
        if self.chance.random() < 0.04:
            texts.append('extra=1')
        return f'{function.name}({", ".join(texts)})'

    def make_call(self, depth):
        return self.call(['def'], depth) or 'attempt(abs, ' + self.of('any', depth - 1) + ')'

    def make_function(self, depth):
        return self.chance.choice([one.name for one in self.functions if one.kind == 'def'] or ['abs'])

    def make_gencall(self, depth):
        return self.call(['gen'], depth) or 'iter(' + self.of('ints', depth - 1) + ')'

    def make_corocall(self, depth):
        return self.call(['async'], depth) or f'nothing({self.of("any", depth - 1)})'

    def make_asyncgen(self, depth):
        return self.call(['agen'], depth) or f'each({self.of("list", depth - 1)})'

    def make_awaitable(self, depth):
        return self.chance.choice([self.make_corocall, self.make_corocall, lambda depth: f'Pause({self.of("any", 0)})', lambda depth: self.of('any', depth)])(depth)

    def make_script(self, depth):
        steps = []
        for _ in range(self.chance.choice([1, 2, 3, 4])):
            steps.append(self.chance.choice(['None', 'None', self.of('any', 0), self.of('exception', 0), "'close'"]))
        return '[' + ', '.join(steps) + ']'

    def make_class(self, depth):
        return self.chance.choice(self.classes or ['Fault'])

    def make_object(self, depth):
        known = [name for name, kind in self.names if kind == 'object']
        if known and self.chance.random() < 0.6:
            return self.chance.choice(known)
        arguments = ', '.join(self.of('any', 0) for _ in range(self.chance.choice([0, 1, 1, 2])))
        return f'{self.make_class(depth)}({arguments})'

    def make_objectuse(self, depth):
        return self.fill(parts_of(self.chance.choice(['$object.a', '$object.method($any)', '$object + $any', '$any + $object', '$object.area', '$object[$any]', '$object.made()', '$object.described',
                                                     '$object - $any', '$any - $object', '$object * $any', '$any * $object', '$object @ $any', '-$object', '$object | $any', '$object % $any', '$object()', '$object == $any', '$object < $any'])), depth - 1)

    # Patterns

    def make_capture(self, depth):
        return self.chance.choice(['_', self.bound('any'), '1', "'a'"])

    def make_pattern(self, depth):
        chance, used = self.chance, set()

        def capture():
            name = chance.choice([one for one in 'xyzijstlv' if one not in used] or ['_'])
            used.add(name)
            return name

        def pattern(depth):
            kind = chance.choice(['literal', 'capture', 'wild', 'sequence', 'sequence', 'class', 'as', 'or', 'mapping', 'value'] if depth else ['literal', 'capture', 'wild'])
            if kind == 'literal':
                return chance.choice(['0', '1', '-1', '2.5', "'a'", "''", 'None', 'True', "b'a'", '1 + 2j', '-0.0'])
            if kind == 'capture':
                return capture()
            if kind == 'sequence':
                items = [pattern(depth - 1) for _ in range(chance.choice([0, 1, 2, 2, 3]))]
                if chance.random() < 0.4:
                    items.insert(chance.randrange(len(items) + 1), '*' + chance.choice(['_', capture()]))
                return '[' + ', '.join(items) + ']'
            if kind == 'class':
                name = chance.choice(['int', 'str', 'list', 'tuple', 'dict', 'float', 'bool', *self.classes])
                return f'{name}({chance.choice(["", pattern(depth - 1)])})' if name not in self.classes else f'{name}({chance.choice(["", "a=", "b="]) + pattern(depth - 1)})'
            if kind == 'as':
                return f'({pattern(depth - 1)}) as {capture()}' if chance.random() < 0.5 else f'(int() | str()) as {capture()}'
            if kind == 'or':
                return '(' + ' | '.join(chance.sample(['1', '2', "'a'", '[]', '[_]', 'None', 'int()', 'str()', '{}', '(0, _)'], 2)) + ')'
            if kind == 'mapping':
                items = [f'{key}: {pattern(depth - 1)}' for key in chance.sample(["'a'", "'k'", '1', '0', "''"], chance.choice([0, 1, 2]))]
                return '{' + ', '.join(items + ([f'**{capture()}'] if chance.random() < 0.3 else [])) + '}'
            return chance.choice(['_', 'Fault.code', '_'])

        made = pattern(2)
        if made in ('_',) or made.isidentifier() and made not in ('None', 'True'):
            made = f'[{made}, *_]'
        self.names += [(name, 'any') for name in used if name != '_']
        return made

    def make_mappattern(self, depth):
        return '{' + self.chance.choice(["'a': ", "'k': ", '1: ']) + self.make_capture(depth) + self.chance.choice(['', f', **{self.bound("dict")}']) + '}'

    def make_groupable(self, depth):
        return self.chance.choice(['ValueError', 'TypeError', '(KeyError, Fault)', 'Exception', 'Fault', 'LookupError', 'OSError'])


LEAVES = {
    'int': lambda chance: chance.choice(INTS),
    'float': lambda chance: chance.choice(FLOATS),
    'bool': lambda chance: chance.choice(['True', 'False']),
    'str': lambda chance: ascii(chance.choice(STRINGS)),
    'bytes': lambda chance: repr(chance.choice(BYTES)),
    'ints': lambda chance: chance.choice(['[]', '[1, 2, 3]', '[3, 1, 2]', '[0]', '[-1, 300]']),
    'list': lambda chance: chance.choice(['[]', "[1, 'a']", '[[1], [2]]', "['b', 'a']", '[None, 2.5, (1,)]', "[('a', 1), ('b', 2)]"]),
    'tuple': lambda chance: chance.choice(['()', '(1, 2)', "('a', 1)", '(1, (2, 3))', "(1, 'a', None)"]),
    'dict': lambda chance: chance.choice(['{}', "{'a': 1}", "{'k': 'v', 1: 2}", "{'a': [1], 'b': {}}"]),
    'set': lambda chance: chance.choice(['set()', '{1, 2}', '{3, 100, -1}']),
    'any': lambda chance: chance.choice(['None', '0', '1', "'a'", '2.5', '[]', '()', '{}', '[1, 2]', "{'a': 1}", 'True', "b'x'"]),
    'generator': lambda chance: 'iter([1, 2])',
    'genints': lambda chance: '[1, 0]',
    'key': lambda chance: 'str',
    'range': lambda chance: 'range(3)',
    'type': lambda chance: 'int',
    'exception': lambda chance: "ValueError('v')",
    'handled': lambda chance: 'Exception',
}
