"""Abstract syntax trees: the classes of nodes, parsing, walking, changing and writing them out as source.

The classes are _ast's. What walks and shows trees is CPython's own pure Python (borrowed as _py_ast, of whatever version the
build found), and here is what the versions up to 3.14 changed.
"""

from collections import deque

import _py_ast
from _ast import *
from _py_ast import (
    AugLoad, AugStore, ExtSlice, Index, NodeTransformer, NodeVisitor, Param, Suite, copy_location, fix_missing_locations,
    get_source_segment, increment_lineno, iter_fields, literal_eval, slice)

for _moved in (
        AugLoad, AugStore, ExtSlice, Index, NodeTransformer, NodeVisitor, Param, Suite, copy_location, fix_missing_locations,
        get_source_segment, increment_lineno, iter_fields, literal_eval, slice):
    _moved.__module__ = 'ast'
del _moved

# What 3.14 no longer has. (Constant has it again when one of the classes below is asked for.)
for _cls, _name in ((Constant, 'n'), (Constant, 's'), (NodeVisitor, 'visit_Constant')):
    if _name in vars(_cls):
        delattr(_cls, _name)
del _cls, _name


def __getattr__(name):
    """Num, Str and the like: packages that were written for versions before 3.14 use them."""
    if name not in ('Num', 'Str', 'Bytes', 'NameConstant', 'Ellipsis'):
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import _constant_kinds
    return getattr(_constant_kinds, name)


_Precedence = _py_ast._Precedence
_MULTI_QUOTES = ('"""', "'''")
_ALL_QUOTES = ("'", '"', *_MULTI_QUOTES)


def _parse_function_type(source, filename):
    """The tree of a comment like `(int, *str) -> bool`: the arrow is where what stands on both sides is right."""
    if not isinstance(source, str):
        source = bytes(source).decode()
    start = -1
    while (start := source.find('->', start + 1)) >= 0:
        left, right = source[:start].strip(), source[start + 2:].strip()
        try:
            call = parse('f' + left, filename, 'eval').body
            returns = parse(right, filename, 'eval').body
        except SyntaxError:
            continue
        if isinstance(call, Call) and isinstance(call.func, Name) and not any(word.arg for word in call.keywords):
            types = [each.value if isinstance(each, Starred) else each for each in call.args]
            return FunctionType(types + [word.value for word in call.keywords], returns)
    raise SyntaxError('invalid syntax', (filename, 1, 1, source, 1, len(source) + 1))


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None, optimize=-1):
    """Parses source into a tree; with optimize above 0 (or with a tree) it is the tree as the compiler would see it."""
    flags = PyCF_OPTIMIZED_AST if optimize > 0 else PyCF_ONLY_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if feature_version is None:
        feature_version = -1
    elif isinstance(feature_version, tuple):
        major, minor = feature_version
        if major != 3:
            raise ValueError(f'Unsupported major version: {major}')
        feature_version = minor
    if mode == 'func_type':
        return _parse_function_type(source, filename)
    return compile(source, filename, mode, flags, _feature_version=feature_version, optimize=optimize)


def _is_left_out(value, type):
    """Whether the constructor would give a field of the type this value by itself."""
    return value == [] and getattr(type, '__origin__', ...) is list


def iter_child_nodes(node):
    """The nodes that a node has in its fields, lists of nodes included."""
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """The node and all below it, each before those below; a node may be changed when it is given."""
    waiting = deque((node,))
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


class _Dumper:
    def __init__(self, annotate_fields, include_attributes, indent, show_empty):
        self.annotate_fields = annotate_fields
        self.include_attributes = include_attributes
        self.indent = indent
        self.show_empty = show_empty

    def separators(self, level):
        if self.indent is None:
            return '', ', '
        start = '\n' + self.indent * level
        return start, ',' + start

    def fields(self, node, level):
        """The texts of a node's fields, and whether all of them are short."""
        keywords = self.annotate_fields
        types = getattr(type(node), '_field_types', {})
        texts, simple, skipped = [], True, []
        for name in node._fields:
            value = getattr(node, name, ...)
            if value is ... and not hasattr(node, name) or value is None and getattr(type(node), name, ...) is None:
                keywords = True
                continue
            if not self.show_empty:
                if _is_left_out(value, types.get(name, object)):
                    if not keywords:
                        skipped.append(repr(value))
                    continue
                if not keywords:
                    texts += skipped
                    skipped = []
            text, is_simple = self.text(value, level)
            simple = simple and is_simple
            texts.append(f'{name}={text}' if keywords else text)
        if self.include_attributes:
            for name in node._attributes:
                value = getattr(node, name, ...)
                if value is ... or value is None and getattr(type(node), name, ...) is None:
                    continue
                text, is_simple = self.text(value, level)
                simple = simple and is_simple
                texts.append(f'{name}={text}')
        return texts, simple

    def text(self, node, level):
        level += 1
        start, separator = self.separators(level)
        if isinstance(node, AST):
            texts, simple = self.fields(node, level)
            if simple and len(texts) <= 3:
                return f"{type(node).__name__}({', '.join(texts)})", not texts
            return f'{type(node).__name__}({start}{separator.join(texts)})', False
        if isinstance(node, list):
            if not node:
                return '[]', True
            return f'[{start}{separator.join(self.text(item, level)[0] for item in node)}]', False
        return repr(node), True


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """The tree as text, mainly for debugging: with the names of fields, and on demand with the places in the source,
    in lines that are indented, and with the empty lists that are otherwise left out."""
    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % node.__class__.__name__)
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    return _Dumper(annotate_fields, include_attributes, indent, show_empty).text(node, 0)[0]


def _clean(text):
    """The docstring without the indentation that its lines share."""
    lines = text.expandtabs().split('\n')
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def get_docstring(node, clean=True):
    """The docstring of a function, a class or a module, or None; without its indentation where `clean` says so."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % node.__class__.__name__)
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    return _clean(value.value) if clean else value.value


def compare(a, b, /, *, compare_attributes=False):
    """Whether two trees are alike: the same classes with the same fields, and on demand the same attributes."""
    missing = object()

    def same_items(left, right):
        return len(left) == len(right) and all(same(*pair) for pair in zip(left, right))

    def same(left, right):
        if left is missing or right is missing:
            return left is right
        if isinstance(left, AST):
            return compare(left, right, compare_attributes=compare_attributes)
        if isinstance(left, list):
            return isinstance(right, list) and same_items(left, right)
        return type(left) is type(right) and left == right

    if type(a) is not type(b):
        return False
    names = a._fields
    if names != b._fields:
        return False
    if compare_attributes:
        if a._attributes != b._attributes:
            return False
        names += a._attributes
    return all(same(getattr(a, name, missing), getattr(b, name, missing)) for name in names)


class _Unparser(_py_ast._Unparser):
    """Writes a tree out as source, with what Python has had since 3.12."""

    def _str_literal_helper(self, string, *, quote_types=_ALL_QUOTES, escape_special_whitespace=False):
        """The text of a string with what has to be escaped, and the quotes that it may stand in."""
        def escape(character):
            if character in '\n\t' and not escape_special_whitespace:
                return character
            return repr(character)[1:-1] if character == '\\' or not character.isprintable() else character

        escaped = ''.join(map(escape, string))
        quotes = [quote for quote in quote_types if '\n' not in escaped or quote in _MULTI_QUOTES]
        quotes = [quote for quote in quotes if quote not in escaped]
        if not quotes:
            text = repr(string)
            quote = next((quote for quote in quote_types if text[0] in quote), text[0])
            return text[1:-1], [quote]
        if escaped:
            # Quotes that the text ends in come last; there the last character is escaped.
            quotes.sort(key=lambda quote: quote[0] == escaped[-1])
            if quotes[0][0] == escaped[-1]:
                escaped = escaped[:-1] + '\\' + escaped[-1]
        return escaped, quotes

    def _type_params(self, node):
        if parameters := getattr(node, 'type_params', None):
            with self.delimit('[', ']'):
                self.interleave(lambda: self.write(', '), self.traverse, parameters)

    def _decorators(self, node):
        self.maybe_newline()
        for decorator in node.decorator_list:
            self.fill('@')
            self.traverse(decorator)

    def visit_ClassDef(self, node):
        self._decorators(node)
        self.fill('class ' + node.name)
        self._type_params(node)
        with self.delimit_if('(', ')', condition=node.bases or node.keywords):
            self.interleave(lambda: self.write(', '), self.traverse, [*node.bases, *node.keywords])
        with self.block():
            self._write_docstring_and_traverse_body(node)

    def _function_helper(self, node, fill_suffix):
        self._decorators(node)
        self.fill(f'{fill_suffix} {node.name}')
        self._type_params(node)
        with self.delimit('(', ')'):
            self.traverse(node.args)
        if node.returns:
            self.write(' -> ')
            self.traverse(node.returns)
        with self.block(extra=self.get_type_comment(node)):
            self._write_docstring_and_traverse_body(node)

    def visit_TypeAlias(self, node):
        self.fill('type ')
        self.traverse(node.name)
        self._type_params(node)
        self.write(' = ')
        self.traverse(node.value)

    def _type_parameter(self, text, node):
        self.write(text + node.name)
        if bound := getattr(node, 'bound', None):
            self.write(': ')
            self.traverse(bound)
        if node.default_value:
            self.write(' = ')
            self.traverse(node.default_value)

    def visit_TypeVar(self, node):
        self._type_parameter('', node)

    def visit_TypeVarTuple(self, node):
        self._type_parameter('*', node)

    def visit_ParamSpec(self, node):
        self._type_parameter('**', node)

    # Since 3.12 what stands in a field of an f-string may use any quotes.

    def visit_JoinedStr(self, node):
        self._string_with_fields(node.values, 'f')

    def visit_TemplateStr(self, node):
        self._string_with_fields(node.values, 't')

    def _quotes_for(self, parts):
        """The parts' texts and quotes that suit all of them; no quotes when there are none."""
        texts, quotes = [], list(_ALL_QUOTES)
        for text, is_constant in parts:
            if is_constant:
                text, suitable = self._str_literal_helper(text, quote_types=quotes, escape_special_whitespace=True)
                if set(suitable).isdisjoint(quotes):
                    return texts, None
                quotes = suitable
            else:
                if '\n' in text:
                    quotes = [quote for quote in quotes if quote in _MULTI_QUOTES]
                quotes = [quote for quote in quotes if quote not in text] or quotes
            texts.append(text)
        return texts, quotes

    def _string_with_fields(self, values, prefix):
        self.write(prefix)
        parts = []
        for value in values:
            with self.buffered() as buffer:
                self._write_part(value)
            parts.append((''.join(buffer), isinstance(value, Constant)))
        texts, quotes = self._quotes_for(parts)
        if not quotes:
            # A double quote in front makes repr() choose single ones outside.
            quotes = ["'''"]
            texts = [repr('"' + text)[2:-1] if is_constant else text for text, is_constant in parts]
        self.write(quotes[0] + ''.join(texts) + quotes[0])

    def _write_part(self, node, in_spec=False):
        if isinstance(node, JoinedStr):
            for value in node.values:
                self._write_part(value, in_spec)
        elif isinstance(node, Constant) and isinstance(node.value, str):
            text = node.value.replace('{', '{{').replace('}', '}}')
            if in_spec:
                for character, escaped in (('\\', '\\\\'), ("'", "\\'"), ('"', '\\"'), ('\n', '\\n')):
                    text = text.replace(character, escaped)
            self.write(text)
        elif isinstance(node, FormattedValue):
            self.visit_FormattedValue(node)
        elif isinstance(node, Interpolation):
            self.visit_Interpolation(node)
        else:
            raise ValueError(f'Unexpected node inside JoinedStr, {node!r}')

    _write_fstring_inner = _write_part

    def _field_expression(self, node):
        unparser = type(self)()
        unparser.set_precedence(_Precedence.TEST.next(), node)
        return unparser.visit(node)

    def _write_field(self, text, node):
        with self.delimit('{', '}'):
            # A brace behind the opening one would be read as a doubled one.
            self.write(' ' + text if text.startswith('{') else text)
            if node.conversion != -1:
                self.write('!' + chr(node.conversion))
            if node.format_spec:
                self.write(':')
                self._write_part(node.format_spec, True)

    def visit_FormattedValue(self, node):
        self._write_field(self._field_expression(node.value), node)

    def visit_Interpolation(self, node):
        self._write_field(node.str if isinstance(node.str, str) else self._field_expression(node.value), node)


def unparse(ast_obj):
    """Source that parses to the tree."""
    return _Unparser().visit(ast_obj)


def main(args=None):
    """The command line `python -m ast`."""
    import argparse
    import sys
    parser = argparse.ArgumentParser(prog='python -m ast')
    parser.add_argument('infile', nargs='?', default='-', help='the file to parse; defaults to stdin')
    parser.add_argument('-m', '--mode', default='exec', choices=('exec', 'single', 'eval', 'func_type'),
                        help='specify what kind of code must be parsed')
    parser.add_argument('-a', '--include-attributes', action='store_true', help='include attributes such as line numbers')
    parser.add_argument('-i', '--indent', type=int, default=3, help='indentation of nodes (number of spaces)')
    parser.add_argument('--show-empty', action='store_true', help='show empty lists and fields')
    options = parser.parse_args(args)
    if options.infile == '-':
        name, source = '<stdin>', sys.stdin.read()
    else:
        name = options.infile
        with open(name, 'rb') as file:
            source = file.read()
    tree = parse(source, name, options.mode)
    print(dump(tree, include_attributes=options.include_attributes, indent=options.indent, show_empty=options.show_empty))


if __name__ == '__main__':
    main()
