"""Compares `re`: patterns, texts and templates of a grammar; what matches where, groups, replacements, and errors with their positions.

A case is (pattern, flags, texts, templates). Patterns are trees, so that shrinking takes parts away and the rest stays well-formed; a few
of them are then spoiled, for the errors.
"""
import os
import re
import sys

import differ

NAME = 'patterns'
BATCH = 1500
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'run_pattern.py'), encoding='utf-8') as file:
    RUNNER = file.read()

LETTERS = [
    'a', 'b', 'c', 'A', 'B', '_', '0', '1', ' ', '\n', '-', 'é', 'É', 'ß', 'ẞ', 'ſ', 's', 'S', 'K', '\u212a', 'k',
    'µ', 'μ', 'ı', 'İ', 'i', 'I', 'σ', 'ς', 'Σ', '\u0345', 'ι', 'ǅ', 'ﬅ', 'ﬆ', '٣', '²', '\xa0', '\u2028', '\x1c',
    '\x85', '𝒜', '𐐀', '𐐨', '\ud800', '\0', '\r', '\t', '#', '.', ']', '^',
]
PLAIN = LETTERS[:11]
ESCAPES = [r'\d', r'\D', r'\w', r'\W', r'\s', r'\S']
EDGES = ['^', '$', r'\A', r'\Z', r'\b', r'\B']
CHARACTERS = [
    r'\n', r'\t', r'\r', r'\f', r'\v', r'\a', r'\0', r'\x41', r'\x61', r'\141', r'\012', r'\.', r'\-', r'\]', r'\\',
    r'\ ', r'\#',
]
WIDE = [r'\u00e9', r'\u212a', r'\U00010400', r'\N{LATIN SMALL LETTER A}', r'\N{KELVIN SIGN}']
QUANTIFIERS = ['*', '+', '?', '{2}', '{0}', '{1,2}', '{,2}', '{1,}', '{0,0}', '{,}', '{0,3}', '{2,3}']
ODD = [
    '{2,1}', '{a}', '{', '}', '{1', '{1,', '{ 1}', '(', ')', '[', ']', '(?', '(?P', '(?P<', '(?P<a>', '(?P<1>',
    '(?P=', '(?P=a', '(?P=zz)', '(?(', '(?(1)a|b|c)', '(?(9)a)', '(?(a)b)', '(?(zz)b)', '(?P>a)', '(?<', '(?<a',
    '(?<=a*)', '(?<!a+b)', '(?i', '(?i:', '(?-:a)', '(?i-i:a)', '(?a-u:a)', '(?-a:a)', '(?au)', '(?L)', '(?u)',
    '(?z)', '(?i)', '(?-i)', '(?#', '(?#a', '(?x', '(?s-', '(?s-:a)', '(?i-', '(?>', '(?>a', '**', '+*', '*+', '++',
    '?+', '???', '{2}{3}', '{2}+', '{2}++', '*?+', '\\', '\\x', '\\x4', '\\u12', '\\U0011', '\\U00110000', '\\N',
    '\\N{', '\\N{}', '\\N{no such}', '\\q', '\\z', '\\G', '\\8', '\\9', '\\99', '\\100', '\\400', '\\377', '\\1',
    '\\2', '\\08', '[]', '[^]', '[a', '[z-a]', '[\\d-a]', '[a-\\d]', '[\\b]', '[\\B]', '[\\A]', '[\\Z]', '[\\1]',
    '[\\8]', '[\\q]', '[[:a]]', '[a--b]', '[a&&b]', '[a||b]', '[a~~b]', '[\\x4]', '[\\u12]',
    '[\\N{LATIN SMALL LETTER A}]', '[a-\\n]', '(?P<a>x)(?P<a>y)', '(?P<é>x)', '(?P<a b>x)', '(?P<>x)', '(?P=1)',
    '(?(01)a)', '(?(-1)a)', '(?(+1)a)', '(?( 1)a)', '(?(1_0)a)', '(?(0)a)', '(?(²)a)', '(?P<a', '(?P=a b)', '(?=',
    '(?!', '(?<=', '(?:', '(?!a', '(a)(?<=\\1)', '(?<=(a)\\1)', '(?<=(?(1)a|bc))', '(?<=(a|bc))', '(?<=a|b)',
    '(?<=a{2})', '(?<=a{1,2})', '(?s:(?i)a)', '(?i)(?m)', 'a(?m)', '|*', '^*', '$+', '(?=a)*', '\\b?', '()*', '(|a)+',
    '(?:)+?', '(a*)*', '(a*)+', '(?:a|b)*+', '\x00',
]
TEMPLATES = [
    '', 'x', r'<\g<0>>', r'\1', r'\2', r'[\1\2]', r'\g<1>', r'\g<a>', r'\g<b>', r'\n\t\\', r'\0', r'\01', r'\101',
    r'\g<2>\g<1>', r'\3', r'\99', r'\100', r'\400', r'\8', r'\q', r'\g', r'\g<', r'\g<>', r'\g<1', r'\g<zz>',
    r'\g<01>', r'\g<-1>', r'\g<+1>', r'\g< 1>', r'\g<9>', r'\g<100>', r'\g<1_0>', r'\g<²>', r'\g<é>', r'\x',
    r'\u0041', '\\', 'é', r'\g<a b>', r'\.', r'\a\b', '\\\n', '\\é', r'\009', r'\18', r'\377', r'\g<0>\0',
]
FLAGS = [re.I, re.M, re.S, re.X, re.A]


class Builder:
    """Makes a pattern: a tree of tuples (before, children, after), or text."""

    def __init__(self, chance, of_bytes, verbose):
        self.chance = chance
        self.groups = []
        self.open = 0
        self.of_bytes = of_bytes
        self.verbose = verbose
        self.letters = chance.sample(LETTERS, 4) + chance.sample(PLAIN, 4)
        if of_bytes:
            self.letters = [one for one in self.letters if one < '\x80' or '\xa0' <= one <= '\xff'] or ['a']

    def letter(self):
        return self.chance.choice(self.letters)

    def pattern(self, depth):
        branches = 1 if self.chance.random() < 0.75 else self.chance.choice([2, 2, 3])
        made = [self.sequence(depth) for _ in range(branches)]
        return ('', made, '', '|')

    def sequence(self, depth):
        count = self.chance.choice([0, 1, 1, 2, 2, 3, 4] if depth else [1, 1, 2])
        return ('', [self.quantified(depth) for _ in range(count)], '', '')

    def quantified(self, depth):
        made, roll = self.piece(depth), self.chance.random()
        if roll < 0.35:
            more = self.chance.choice(QUANTIFIERS) + self.chance.choice(['', '', '', '?', '+'])
            return ('', [made], more, '')
        if self.verbose and roll < 0.5:
            return ('', [made], self.chance.choice([' ', '\n', ' # note\n', '\t']), '')
        return made

    def piece(self, depth):
        roll = self.chance.random()
        if depth <= 0 or roll < 0.45:
            return self.leaf()
        kind = self.chance.choice(['(', '(', '(', '(?:', '(?P<', '(?P<', '(?=', '(?!', '(?<=', '(?<!', '(?>', '(?(', 'flags', '(?#'])
        if kind == '(?(':
            if not self.groups:
                return self.leaf()
            number, name = self.chance.choice(self.groups)
            parts = [self.sequence(depth - 1) for _ in range(self.chance.choice([1, 2]))]
            return (f'(?({self.chance.choice([number, name or number])})', parts, ')', '|')
        if kind == '(?#':
            return '(?#note)'
        if kind == 'flags':
            on = ''.join(self.chance.sample('imsx', self.chance.choice([0, 1, 1, 2])))
            if self.chance.random() < 0.15:
                on += self.chance.choice('aL' if self.of_bytes else 'au')
            off = ''.join(one for one in 'imsx' if one not in on and self.chance.random() < 0.2)
            before = f'(?{on}-{off}:' if off else f'(?{on}:'
            verbose, self.verbose = self.verbose, ('x' in on or self.verbose) and 'x' not in off
            made = (before, [self.pattern(depth - 1)], ')', '')
            self.verbose = verbose
            return made
        if kind in ('(?<=', '(?<!'):
            return (kind, [self.fixed()], ')', '')
        if kind in ('(', '(?P<'):
            number = len(self.groups) + self.open + 1
            name = None
            if kind == '(?P<':
                name = 'abcdefghij'[number % 10] + (str(number) if number >= 10 else '')
                kind += name + '>'
            self.open += 1
            made = (kind, [self.pattern(depth - 1)], ')', '')
            self.open -= 1
            self.groups.append((number, name))
            return made
        return (kind, [self.pattern(depth - 1)], ')', '')

    def fixed(self):
        """What has one width, for looking behind."""
        pieces = [self.chance.choice([self.character(), '.', self.chance.choice(ESCAPES), self.set(), self.chance.choice(EDGES)])
                  for _ in range(self.chance.choice([0, 1, 1, 2]))]
        if self.groups and self.chance.random() < 0.1:
            pieces.append(self.reference())
        return ('', pieces, '', '')

    def reference(self):
        number, name = self.chance.choice(self.groups)
        return f'(?P={name})' if name and self.chance.random() < 0.5 else f'(?:\\{number})'

    def leaf(self):
        roll = self.chance.random()
        if roll < 0.1 and self.groups:
            return self.reference()
        if roll < 0.2:
            return self.chance.choice(EDGES)
        if roll < 0.3:
            return '.'
        if roll < 0.42:
            return self.chance.choice(ESCAPES)
        if roll < 0.6:
            return self.set()
        return self.character()

    def character(self):
        roll = self.chance.random()
        if roll < 0.12:
            return self.chance.choice(CHARACTERS)
        if roll < 0.16 and not self.of_bytes:
            return self.chance.choice(WIDE)
        return re.escape(self.letter())

    def set(self):
        items = []
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            roll = self.chance.random()
            if roll < 0.2:
                items.append(self.chance.choice(ESCAPES))
            elif roll < 0.45:
                low, high = sorted([self.letter(), self.letter()])
                items.append(f'{re.escape(low)}-{re.escape(high)}')
            elif roll < 0.5:
                items.append(self.chance.choice(['a-z', 'A-Z', '0-9', '!-~', r'\x00-\x7f', r'\x80-\xff', '-', '.', '^', '$', '|', '(', '*']))
            else:
                items.append(self.character())
        return ('[^' if self.chance.random() < 0.25 else '[', items, ']', '')


def text_of(tree):
    if isinstance(tree, str):
        return tree
    before, children, after, between = tree
    return before + between.join(text_of(child) for child in children) + after


def generate(chance, seed):
    of_bytes = chance.random() < 0.25
    flags = 0
    for flag in FLAGS:
        if chance.random() < (0.35 if flag == re.I else 0.15):
            flags |= flag
    builder = Builder(chance, of_bytes, bool(flags & re.X))
    tree = builder.pattern(chance.choice([1, 2, 2, 3]))
    if chance.random() < 0.08:
        tree = ('', [f'(?{"".join(chance.sample("imsx", chance.choice([1, 2])))})', tree], '', '')
    if chance.random() < 0.12:
        tree = ('', chance.sample([chance.choice(ODD), tree, chance.choice(ODD)], chance.choice([1, 2, 2, 3])), '', '')
    texts = [''.join(builder.letter() for _ in range(chance.choice([0, 1, 2, 3, 4, 6, 9]))) for _ in range(4)]
    templates = chance.sample(TEMPLATES, 2)
    return (tree, int(flags), of_bytes, texts, templates)


def size(case):
    tree, flags, of_bytes, texts, templates = case
    return len(text_of(tree)) + sum(map(len, texts)) + len(texts) + sum(map(len, templates)) + len(templates) + bin(flags).count('1') + of_bytes


def smaller_trees(tree):
    """A child in the place of its parent, one child less, one child smaller."""
    if isinstance(tree, str):
        if len(tree) > 1:
            yield 'a'
        return
    before, children, after, between = tree
    yield from children
    for number in range(len(children)):
        if len(children) > 1 or not (before or after):
            yield (before, children[:number] + children[number + 1:], after, between)
    if before or after:
        yield ('', children, '', between)
    for number, child in enumerate(children):
        for smaller in smaller_trees(child):
            yield (before, children[:number] + [smaller] + children[number + 1:], after, between)


def reductions(case):
    tree, flags, of_bytes, texts, templates = case
    for number in range(len(texts)):
        yield (tree, flags, of_bytes, texts[:number] + texts[number + 1:], templates)
    for number in range(len(templates)):
        yield (tree, flags, of_bytes, texts, templates[:number] + templates[number + 1:])
    for flag in FLAGS:
        if flags & flag:
            yield (tree, flags & ~int(flag), of_bytes, texts, templates)
    for smaller in smaller_trees(tree):
        yield (smaller, flags, of_bytes, texts, templates)
    if len(texts) == 1:
        for number in range(len(texts[0])):
            yield (tree, flags, of_bytes, [texts[0][:number] + texts[0][number + 1:]], templates)
    if of_bytes:
        yield (tree, flags, False, texts, templates)


def show(case):
    tree, flags, of_bytes, texts, templates = case
    note = ', bytes in Latin-1' if of_bytes else ''
    return f'pattern {ascii(text_of(tree))}, {re.RegexFlag(flags)!r}{note}\n  texts {ascii(texts)}, templates {ascii(templates)}'


def renewed(text):
    return text


def filtered(case, expected, got):
    """Why a difference is none of coil's, or None."""
    tree, flags, _, texts, _ = case
    pattern = text_of(tree)
    if sys.version_info < (3, 14):
        if r'\z' in pattern and 'bad escape' in expected:
            return r'\z is new in 3.14'
        if r'\B' in pattern and '' in texts:
            return r'\B matches empty text since 3.14'
    if ('i' in pattern or flags & re.I) and '[' in pattern and any(character > '\uffff' for character in pattern + ''.join(texts)):
        return 'CPython forgets the case of characters above U+FFFF in a set of several'
    return None


if __name__ == '__main__':
    sys.exit(differ.main(sys.modules[__name__]))
