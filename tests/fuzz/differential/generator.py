"""Makes a program by the grammar: classes, functions of every kind, and statements that use them.

Names say what they mostly hold (`i` an int, `s` a str, NAMES), so that most operations succeed and some do not. Blocks and recursion are
bounded by depth; loops run over short ranges or ask tick(), functions call only what stands before them, and what is assigned in a loop goes
through small(), so that every program ends soon.
"""
import re

from expressions import ATTRIBUTES, BYTES, FLOATS, GRAMMAR, INDEX, INTS, NAMES, SMALL, STEP, STRINGS, format_spec
from statements import MEMBERS, OBJECT_STATEMENTS, STATEMENTS, rows

PART = re.compile(r'\$([a-z_]+)')
ATOM = re.compile(r'\w+\Z|[a-z_]\w*\.[a-z_]+\Z', re.IGNORECASE)
PLACES = {'any': (), 'loop': ('loop',), 'def': ('def', 'gen', 'async'), 'gen': ('gen',), 'agen': ('agen',), 'async': ('async', 'agen')}


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


def parsed_rows(text):
    return [[(len(line) - len(line.lstrip(' ')), parts_of(line.strip())) for line in row.split('\n')] for row in rows(text)]


STATEMENT_ROWS = {place: parsed_rows('\n\n'.join(row.partition(': ')[2] for row in rows(STATEMENTS) if row.startswith(place + ': '))) for place in PLACES}
MEMBER_ROWS = parsed_rows(MEMBERS)
OBJECT_ROWS = parsed_rows(OBJECT_STATEMENTS)


class Function:
    def __init__(self, name, kind, parameters):
        self.name = name
        self.kind = kind
        self.parameters = parameters


class Place:
    """What surrounds a statement."""

    def __init__(self, function='', loop=False, grouped=False, depth=2, looped=False):
        self.function, self.loop, self.grouped, self.depth, self.looped = function, loop, grouped, depth, looped

    def inner(self, **changed):
        made = Place(**self.__dict__)
        made.depth -= 1
        made.__dict__.update(changed)
        return made


class Generator:
    def __init__(self, chance):
        self.chance = chance
        self.names = []          # (name, kind), the innermost scope's last
        self.pending = []        # those that the statement at hand binds
        self.functions = []
        self.classes = []
        self.place = Place()
        self.count = 0
        # A program uses a part of the grammar, and so more often of each thing in it.
        self.chosen = {kind: self.some(rows, 0.6) for kind, rows in EXPRESSIONS.items()}
        self.statements = {place: self.some(rows, 0.5) for place, rows in STATEMENT_ROWS.items()}
        self.members = self.some(MEMBER_ROWS, 0.5)
        self.objects = self.some(OBJECT_ROWS, 0.5)

    def some(self, rows, share):
        return [row for row in rows if self.chance.random() < share] or rows

    def number(self):
        self.count += 1
        return str(self.count)

    # Expressions

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

    # Statements

    def target(self, kind):
        """What changes: a name of a kind."""
        known = [name for name, other in self.names if other == kind]
        return self.chance.choice(known) if known else self.chance.choice(NAMES[kind])

    def lines(self, row):
        """A row's lines, its blocks filled."""
        made = []
        for indent, parts in row:
            kind = parts[1][0] if len(parts) == 3 and not parts[0] and not parts[2] else ''
            blanks = ' ' * indent
            if kind.endswith('block'):
                made += [blanks + line for line in self.block(kind)]
            elif kind == 'declare':
                made += [blanks + line for line in self.declarations()]
            elif kind == 'objectstatement':
                made += self.lines(self.chance.choice(self.objects))
            else:
                made.append(blanks + self.statement_line(parts))
        return made

    def statement_line(self, parts):
        texts = []
        assigned = isinstance(parts[1], tuple) and parts[1][0].startswith(('set_', 'mut_')) if len(parts) > 1 else False
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            texts.append(self.fill([part], self.chance.choice([0, 1, 2, 2, 3])))
        text = ''.join(texts)
        self.names += self.pending
        self.pending = []
        if assigned and self.place.looped:
            text = re.sub(r'^(\w+(?: = \w+)*) = (?!\(?yield|await)(.+)\Z', r'\1 = small(\2)', text, flags=re.DOTALL)
        return text

    def block(self, kind):
        before, outer = len(self.names), self.place
        if kind == 'loopblock':
            self.place = outer.inner(loop=True, looped=True)
        elif kind == 'groupblock':
            self.place = outer.inner(loop=False, grouped=True)
        elif kind == 'defblock':
            self.place = outer.inner(function='def', loop=False, grouped=False)
        elif kind == 'genblock':
            self.place = outer.inner(function='gen', loop=False, grouped=False)
        else:
            self.place = outer.inner()
        lines = []
        count = self.chance.choice([1, 1, 2, 3] if self.place.depth > 0 else [1, 1, 2])
        for _ in range(count):
            lines += self.statement()
        if kind == 'tryblock' and self.chance.random() < 0.5:
            lines.append('raise ' + self.of('exception', 1))
        self.place = outer
        # Names bound in a block are mostly forgotten after it: it may not have run.
        if self.chance.random() < 0.9:
            del self.names[before:]
        return lines

    def statement(self):
        place = self.place
        kinds = ['any'] * 3
        if place.loop and not place.grouped:
            kinds.append('loop')
        if place.function and not place.grouped and place.function != 'agen':
            kinds.append('def')
        if place.function in ('gen', 'agen', 'async') and not place.grouped:
            kinds += [place.function] * 3
            if place.function == 'agen':
                kinds += ['async']
        elif place.function in ('gen', 'agen', 'async') and place.grouped:
            kinds += [] if place.function == 'gen' else ['async']
        while True:
            row = self.chance.choice(self.statements[self.chance.choice(kinds)])
            if place.depth > 0 or len(row) == 1:
                break
            kinds.append('any')
        if place.depth <= 0 and len(row) > 1:
            return ['show(' + self.of('any', 1) + ')']
        return self.lines(row)

    def declarations(self):
        return [f'global {self.chance.choice("ijkst")}'] if self.chance.random() < 0.2 else ['pass']

    def make_declare(self, depth):
        return 'pass'

    def function(self, name, kind, inner=True):
        """The lines of a function definition; the function is known after it."""
        before, outer = len(self.names), self.place
        parameters, texts = self.parameters()
        self.names += [(one, {'*': 'tuple', '**': 'dict'}.get(form, sort)) for one, sort, form in parameters] * 2
        self.place = Place(function=kind, depth=2, looped=outer.looped)
        body = []
        bound = {one for one, _, _ in parameters}
        free = [one for one in 'ijkstxyzlvd' if one not in bound]
        if inner and self.chance.random() < 0.25:
            body.append(f'global {self.chance.choice(free)}')
        if inner and self.chance.random() < 0.3:
            body += self.closure(free)
        for _ in range(self.chance.choice([1, 2, 3, 4])):
            body += self.statement()
        if kind in ('gen', 'agen'):
            body.append('yield ' + self.of('any', 1))
        elif self.chance.random() < 0.7:
            body.append('return ' + self.of('any', 2))
        self.place = outer
        del self.names[before:]
        head = 'async def' if kind in ('async', 'agen') else 'def'
        decorator = ['@decorated'] if self.chance.random() < 0.06 else []
        self.functions.append(Function(name, kind, parameters))
        return [*decorator, f'{head} {name}({", ".join(texts)}):', *('    ' + line for line in body)]

    def parameters(self):
        names = [(one, kind) for kind, letters in NAMES.items() if kind != 'generator' for one in letters]
        chosen = self.chance.sample(names, self.chance.choice([0, 1, 2, 2, 3, 4]))
        made, texts, state, defaulted = [], [], 'positional', False
        slash = self.chance.randrange(len(chosen) + 1) if self.chance.random() < 0.25 else 0
        star = self.chance.randrange(len(chosen) + 1) if self.chance.random() < 0.4 else None
        for number, (name, kind) in enumerate(chosen):
            if slash and number == slash and (star is None or star >= slash):
                texts.append('/')
                state = 'either'
            if number == star:
                texts.append(self.chance.choice(['*', '*rest']))
                if texts[-1] == '*rest':
                    made.append(('rest', 'list', '*'))
                state, defaulted = 'keyword', False
            default = self.chance.random() < 0.3 or defaulted and state != 'keyword'
            if default and state != 'keyword':
                defaulted = True
            texts.append(f'{name}={self.of(kind, 0)}' if default else name)
            made.append((name, kind, 'keyword' if state == 'keyword' else 'default' if default else 'positional' if number < slash else 'either'))
        if self.chance.random() < 0.2:
            texts.append('**named')
            made.append(('named', 'dict', '**'))
        return made, texts

    def closure(self, free):
        name, shared = 'helper' + self.number(), self.chance.choice(free)
        before, outer = len(self.names), self.place
        lines = [f'{shared} = {self.of("any", 1)}', f'def {name}():', f'    nonlocal {shared}']
        self.place = Place(function='def', depth=0)
        for _ in range(self.chance.choice([1, 2])):
            lines += ['    ' + line for line in self.statement()]
        self.place = outer
        lines += [f'    return {shared}', f'show({name}(), {shared})']
        del self.names[before:]
        return lines

    def class_lines(self, name):
        before, outer = len(self.names), self.place
        self.place = Place(depth=1, looped=True)
        bases = self.chance.choice([[], [], self.classes[-1:], self.classes[-2:][::-1], ['Fault'], ['int'], ['list'], ['dict'], ['Manager'], ['str'], ['tuple'], ['type'], ['Exception']])
        heads = [*bases, *(['metaclass=Meta'] if self.chance.random() < 0.08 else []), *(['k=1'] if self.chance.random() < 0.05 else [])]
        lines = [f'class {name}({", ".join(heads)}):']
        if self.chance.random() < 0.1:
            lines.append('    """What it is."""')
        for _ in range(self.chance.choice([2, 3, 4, 6, 8])):
            kept = len(self.names)
            lines += ['    ' + line for line in self.lines(self.chance.choice(self.members))]
            del self.names[kept:]
        if '__repr__' not in '\n'.join(lines):
            lines += ['    def __repr__(self):', f'        return {name!r}']
        self.place = outer
        del self.names[before:]
        return lines

    def program(self):
        lines, chance = [], self.chance
        for _ in range(chance.choice([1, 2, 3])):
            kind = chance.choice(['int', 'str', 'list', 'dict', 'any', 'ints', 'set', 'float', 'tuple', 'bytes'])
            value = self.of(kind, 0)
            lines.append(f'{self.bound(kind)} = {value}')
        items = ['class'] * chance.choice([0, 1, 1, 2]) + ['function'] * chance.choice([0, 1, 2, 3]) + ['statement'] * chance.choice([2, 4, 6, 8])
        chance.shuffle(items)
        items.sort(key=lambda item: item == 'statement' and chance.random() < 0.8)
        for item in items:
            number = self.number()
            if item == 'class':
                made = self.class_lines('Made' + number)
                if chance.random() < 0.6:
                    made = ['try:', *('    ' + line for line in made), 'except Exception as error:', '    report(error)']
                self.classes.append('Made' + number)
                lines += made
                if chance.random() < 0.7:
                    lines.append(f'o = attempt({"Made" + number}, {self.of("any", 0)})')
                    self.names += [('o', 'object')] * 2
            elif item == 'function':
                lines += self.function('work' + number, chance.choice(['def', 'def', 'gen', 'async', 'agen']))
            else:
                made = self.statement()
                if chance.random() < 0.85:
                    made = ['try:', *('    ' + line for line in made), 'except Exception as error:', '    report(error)']
                lines += made
        seen = sorted({name for name, kind in self.names if kind not in ('generator', 'object')})
        return '\n'.join([*lines, *(f'show(attempt(lambda: {name}))' for name in seen)]) + '\n'


for _kind, _letters in NAMES.items():
    def _set(self, depth, kind=_kind):
        name = self.chance.choice(NAMES[kind])
        self.pending.append((name, kind))
        return name

    def _change(self, depth, kind=_kind):
        return self.target(kind)
    setattr(Generator, 'make_set_' + _kind, _set)
    setattr(Generator, 'make_mut_' + _kind, _change)
    setattr(Generator, 'make_del_' + _kind, _change)

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
