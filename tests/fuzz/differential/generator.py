"""Makes a program by the grammar: classes, functions of every kind, and statements that use them.

Names say what they mostly hold (`i` an int, `s` a str, NAMES), so that most operations succeed and some do not. Blocks and recursion are
bounded by depth; loops run over short ranges or ask tick(), functions call only what stands before them, and what is assigned in a loop goes
through small(), so that every program ends soon.
"""
import re

from expression_generator import EXPRESSIONS, Expressions, Function, parts_of
from expressions import NAMES
from statements import MEMBERS, OBJECT_STATEMENTS, STATEMENTS, rows

PLACES = ('any', 'loop', 'def', 'gen', 'agen', 'async')


def parsed_rows(text):
    return [[(len(line) - len(line.lstrip(' ')), parts_of(line.strip())) for line in row.split('\n')] for row in rows(text)]


STATEMENT_ROWS = {place: parsed_rows('\n\n'.join(row.partition(': ')[2] for row in rows(STATEMENTS) if row.startswith(place + ': '))) for place in PLACES}
MEMBER_ROWS = parsed_rows(MEMBERS)
OBJECT_ROWS = parsed_rows(OBJECT_STATEMENTS)


class Place:
    """What surrounds a statement."""

    def __init__(self, function='', loop=False, grouped=False, depth=2, looped=False):
        self.function, self.loop, self.grouped, self.depth, self.looped = function, loop, grouped, depth, looped

    def inner(self, **changed):
        made = Place(**self.__dict__)
        made.depth -= 1
        made.__dict__.update(changed)
        return made


class Generator(Expressions):
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
