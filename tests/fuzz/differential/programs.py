"""Compares programs of the language: what they print on the way, exceptions with their chains and lines. A case is a program's text."""
import ast
import itertools
import os
import re
import sys

import differ
from generator import Generator

NAME = 'programs'
BATCH = 400
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'run_program.py'), encoding='utf-8') as file:
    RUNNER = file.read()


# What CPython 3.14 says otherwise than 3.13, made the same in both outcomes: (what is said, what is compared).
RENEWED = [(re.compile(said), compared) for said, compared in [
    (r'the (asynchronous )?context manager protocol( \(missed .*? method\))?', 'the context manager protocol'),
    (r'ValueError.*? (is|x) not in list', 'ValueError not in list'),
    (r"cannot use '.*?' as a (dict key|set element) \((unhashable type: '.*?')\)", r'\2'),
    (r'%c requires .*? \[', '%c requires a character ['),
    (r'too many values to unpack \(expected (\d+), got \d+\)', r'too many values to unpack (expected \1)'),
    (r'is not a container or iterable', 'is not iterable'),
    (r"object (\w+) can't be used in 'await' expression", r"'\1' object can't be awaited"),
    (r'0.0 cannot be raised to a negative power', 'zero to a negative power'),
    (r"cannot convert dictionary update sequence element #\d+ to a sequence|object is not iterable", 'object is not iterable'),
    (r"\['Cannot convert dictionary update sequence element #\d+ to a sequence'\]", ''),
    (r'integer (division or )?modulo by zero|float floor division by zero|float division by zero|float modulo( by zero)?|float divmod\(\)', 'division by zero'),
]]


def renewed(text):
    for said, compared in RENEWED:
        text = said.sub(compared, text)
    return text


def generate(chance, seed):
    return Generator(chance).program()


def size(case):
    return len(case)


def is_kept(node):
    """What bounds a program stays: without it a smaller one may never end."""
    return any(isinstance(part, ast.Name) and part.id in ('tick', 'small') for part in ast.walk(node))


class Changes:
    """Every way to make a tree smaller by one step; change number N is done by `smaller(N)`."""

    def __init__(self, source):
        self.source = source

    def all(self):
        tree = ast.parse(self.source)
        yield from self.halves(tree)
        for path, field, number in self.bodies(tree):
            for replacement in self.statement_changes(tree, path, field, number):
                yield replacement
        yield from self.expression_changes(tree)

    def halves(self, tree):
        """Without a half, a quarter … of the program."""
        body, length = tree.body, len(tree.body)
        while length > 1:
            length = (length + 1) // 2
            for start in range(0, len(body), length):
                tree.body = body[:start] + body[start + length:]
                yield from self.text(tree)
        tree.body = body

    def bodies(self, tree):
        """Each statement by its list: the larger ones first."""
        found = []
        for node in ast.walk(tree):
            for field in ('body', 'orelse', 'finalbody', 'handlers', 'cases'):
                statements = getattr(node, field, None)
                if isinstance(statements, list):
                    found += [(node, field, number) for number in range(len(statements))]
        return sorted(found, key=lambda one: -len(ast.unparse(getattr(one[0], one[1])[one[2]])))

    def statement_changes(self, tree, node, field, number):
        statements = getattr(node, field)
        statement = statements[number]
        inner = [part for name in ('body', 'orelse', 'finalbody') for part in getattr(statement, name, []) if isinstance(getattr(statement, name), list)]
        handlers = getattr(statement, 'handlers', []) + getattr(statement, 'cases', [])
        if isinstance(statement, ast.If) and is_kept(statement.test):
            return
        choices = [[]] if len(statements) > 1 or field in ('orelse', 'finalbody', 'handlers') else [] if isinstance(statement, ast.Pass) or field == 'cases' else [[ast.Pass()]]
        if field not in ('handlers', 'cases') and not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            choices += [inner] if inner else []
            choices += [handler.body for handler in handlers]
        for choice in choices:
            setattr(node, field, statements[:number] + choice + statements[number + 1:])
            yield from self.text(tree)
        setattr(node, field, statements)

    def expression_changes(self, tree):
        for node in list(ast.walk(tree)):
            for field, value in ast.iter_fields(node):
                if isinstance(value, ast.expr) and not is_kept(value) and not isinstance(node, ast.JoinedStr):
                    for choice in self.choices(value):
                        setattr(node, field, choice)
                        yield from self.text(tree)
                    setattr(node, field, value)
                elif isinstance(value, list) and value and isinstance(value[0], (ast.expr, ast.keyword, ast.arg, ast.withitem)):
                    yield from self.list_changes(tree, node, field, value)

    def list_changes(self, tree, node, field, values):
        paired = {ast.Dict: ('keys', 'values'), ast.Compare: ('ops', 'comparators')}.get(type(node))
        for number, value in enumerate(values):
            if paired:
                first, second = (getattr(node, name) for name in paired)
                setattr(node, paired[0], first[:number] + first[number + 1:])
                setattr(node, paired[1], second[:number] + second[number + 1:])
                yield from self.text(tree)
                setattr(node, paired[0], first)
                setattr(node, paired[1], second)
            else:
                setattr(node, field, values[:number] + values[number + 1:])
                yield from self.text(tree)
            if isinstance(value, ast.expr) and not is_kept(value):
                for choice in self.choices(value):
                    setattr(node, field, [*values[:number], choice, *values[number + 1:]])
                    yield from self.text(tree)
            setattr(node, field, values)

    def choices(self, value):
        if isinstance(value, (ast.Name, ast.Constant)):
            return [ast.Constant(0)] if isinstance(value, ast.Constant) and value.value not in (0, None, True, False, '', b'') else []
        parts = [part for part in ast.iter_child_nodes(value) if isinstance(part, ast.expr)]
        return parts + [ast.Constant(None)] if not isinstance(getattr(value, 'ctx', None), ast.Store) else parts

    def text(self, tree):
        try:
            text = ast.unparse(ast.fix_missing_locations(tree)) + '\n'
            compile(text, '<program>', 'exec')
        except Exception:
            return
        if len(text) < len(self.source):
            yield text


def reductions(case):
    """Smaller programs, the smallest first."""
    try:
        tree = ast.parse(case)
    except (SyntaxError, ValueError):
        return
    seen = set()
    for smaller in itertools.chain([ast.unparse(tree) + '\n'], Changes(case).all()):
        if len(smaller) < len(case) and smaller not in seen:
            seen.add(smaller)
            yield smaller


def show(case):
    return ''.join(f'  | {line}\n' for line in case.rstrip('\n').split('\n'))


def filtered(case, expected, got):
    """Why a difference is none of coil's, or None."""
    if '{' in expected and sorted(expected) == sorted(got):
        return 'a set of what has no fixed hash'
    if 'MemoryError' in expected and 'MemoryError' in got:
        return 'where memory ends'
    return None


if __name__ == '__main__':
    sys.exit(differ.main(sys.modules[__name__]))
