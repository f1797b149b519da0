"""Shows the bytecode of functions, classes, modules and source, with the names that CPython's module has.

The instructions are coil's (see opcode). Offsets are bytes of co_code, four to a word.
"""

import collections
import sys
import types

import _opcode
from opcode import *
from opcode import __all__ as _opcodes_all
from opcode import opname as _names

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels', 'show_code',
           'get_instructions', 'Instruction', 'Bytecode', 'COMPILER_FLAG_NAMES', 'pretty_flags'] + _opcodes_all

COMPILER_FLAG_NAMES = {
    1: 'OPTIMIZED',
    2: 'NEWLOCALS',
    4: 'VARARGS',
    8: 'VARKEYWORDS',
    16: 'NESTED',
    32: 'GENERATOR',
    64: 'NOFREE',
    128: 'COROUTINE',
    256: 'ITERABLE_COROUTINE',
    512: 'ASYNC_GENERATOR',
    0x4000000: 'HAS_DOCSTRING',
    0x8000000: 'METHOD',
}

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)


def pretty_flags(flags):
    """The names of a code's flags, joined by commas."""
    names = []
    for bit in range(32):
        if flags & 1 << bit:
            names.append(COMPILER_FLAG_NAMES.get(1 << bit, hex(1 << bit)))
    return ', '.join(names) or hex(flags)


def _try_compile(source, name):
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        return compile(source, name, 'exec')


def _code_of(x):
    """The code object of a function, method, generator, source or code object."""
    x = getattr(x, '__func__', x)
    for attribute in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if (code := getattr(x, attribute, None)) is not None:
            x = code
            break
    if isinstance(x, str):
        x = _try_compile(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


Positions = collections.namedtuple('Positions', ('lineno', 'end_lineno', 'col_offset', 'end_col_offset'),
                                   defaults=(None,) * 4)

_Instruction = collections.namedtuple('_Instruction', (
    'opname', 'opcode', 'arg', 'argval', 'argrepr', 'offset', 'start_offset', 'starts_line', 'line_number', 'label',
    'positions', 'size', 'note', 'target'))


class Instruction(_Instruction):
    """An instruction: its name and number, operands as text (argrepr), its constant or name (arg and argval), its place."""

    __slots__ = ()

    @property
    def oparg(self):
        return self.arg

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def baseopname(self):
        return self.opname

    @property
    def end_offset(self):
        return self.offset + self.size

    @property
    def jump_target(self):
        return self.target

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return _line_of(self, 4, False, 4)


def findlinestarts(code):
    """Pairs (offset, line) where a line's instructions begin; the line is None where there is none."""
    last = False
    for start, end, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def _labels(code):
    targets = {row[7] for row in _opcode.instructions(code) if row[7] is not None}
    targets.update(target for start, end, target, register in _opcode.handlers(code))
    return sorted(targets)


def findlabels(code):
    """The offsets that jumps of a code object lead to."""
    return sorted({row[7] for row in _opcode.instructions(code) if row[7] is not None})


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """The instructions of what `x` runs, one after the other."""
    return _instructions(_code_of(x), first_line)


def _instructions(code, first_line=None):
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    starts = dict(findlinestarts(code))
    labels = {offset: number for number, offset in enumerate(_labels(code), 1)}
    positions = list(code.co_positions())
    line = None
    for offset, size, number, arg, argval, text, note, target in _opcode.instructions(code):
        is_start = offset in starts
        if is_start:
            line = starts[offset]
            if line is not None:
                line += shift
        if target is not None:
            argval = target
            text = f"{text.rpartition('→')[0]}to L{labels[target]}"
        yield Instruction(_names[number], number, arg, argval, text, offset, offset, is_start, line, labels.get(offset),
                          Positions(*positions[offset // 2]), size, note, target)


def _line_of(instruction, line_width, is_current, offset_width):
    fields = []
    if line_width:
        line = '' if not instruction.starts_line else '--' if instruction.line_number is None else instruction.line_number
        fields.append(f'{line:>{line_width}}')
    fields.append('-->' if is_current else '   ')
    fields.append(f'L{instruction.label}:'.rjust(6) if instruction.label is not None else ' ' * 6)
    fields.append(f'{instruction.offset:>{offset_width}}')
    fields.append(instruction.opname.ljust(20))
    fields.append(instruction.argrepr)
    text = ' '.join(fields)
    return (f'{text:<60} ; {instruction.note}' if instruction.note else text).rstrip()


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=True, show_positions=False):
    """Shows a code object; the instruction at `lasti` is marked."""
    _disassemble(code, lasti, file=file)


disco = disassemble


def _disassemble(code, lasti=-1, *, file=None, first_line=None):
    offset_width = len(str(len(code.co_code)))
    for instruction in _instructions(code, first_line):
        if instruction.starts_line and instruction.offset > 0:
            print(file=file)
        is_current = instruction.offset <= lasti < instruction.end_offset
        print(_line_of(instruction, 5, is_current, offset_width), file=file)
    if rows := _opcode.handlers(code):
        numbers = {offset: number for number, offset in enumerate(_labels(code), 1)}
        print('ExceptionTable:', file=file)
        for start, end, target, register in rows:
            print(f'  {start} to {end} -> L{numbers[target]} in r{register}', file=file)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=True, show_positions=False):
    """Shows classes, methods, functions and other compiled objects, also those inside as far as `depth` says. Without an
    argument, the last traceback."""
    if x is None:
        return distb(file=file)
    x = getattr(x, '__func__', x)
    if isinstance(x, (bytes, bytearray)):
        raise TypeError('dis() of coil takes a code object, not the bytes of one')
    if hasattr(x, '__dict__') and not hasattr(x, '__code__') and not hasattr(x, 'co_code') and not any(
            getattr(x, name, None) is not None for name in ('gi_code', 'ag_code', 'cr_code')):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, _have_code):
                print('Disassembly of %s:' % name, file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
        return
    code = _try_compile(x, '<dis>') if isinstance(x, str) else _code_of(x)
    _disassemble_recursive(code, file, depth)


def _disassemble_recursive(code, file, depth):
    _disassemble(code, file=file)
    if depth is not None and depth <= 0:
        return
    for constant in code.co_consts:
        if hasattr(constant, 'co_code'):
            print(file=file)
            print('Disassembly of %r:' % (constant,), file=file)
            _disassemble_recursive(constant, file, None if depth is None else depth - 1)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=True, show_positions=False):
    """Shows the function where a traceback ends (by default the last one), and marks where."""
    if tb is None:
        error = getattr(sys, 'last_exc', None)
        if error is None:
            raise RuntimeError('no last traceback to disassemble') from None
        tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    _disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def code_info(x):
    """What a code object says of itself, as text."""
    code = _code_of(x)
    lines = ['Name:              %s' % code.co_name,
             'Filename:          %s' % code.co_filename,
             'Argument count:    %s' % code.co_argcount,
             'Positional-only arguments: %s' % code.co_posonlyargcount,
             'Kw-only arguments: %s' % code.co_kwonlyargcount,
             'Number of locals:  %s' % code.co_nlocals,
             'Stack size:        %s' % code.co_stacksize,
             'Flags:             %s' % pretty_flags(code.co_flags)]
    for title, values, show in (
            ('Constants', code.co_consts, repr), ('Names', code.co_names, str), ('Variable names', code.co_varnames, str),
            ('Free variables', code.co_freevars, str), ('Cell variables', code.co_cellvars, str)):
        if values:
            lines.append(title + ':')
            lines.extend('%4d: %s' % (number, show(value)) for number, value in enumerate(values))
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Prints what code_info() says."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of what `x` runs: iterating gives each as an Instruction."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=True,
                 show_positions=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self._original_object = x

    def __iter__(self):
        return _instructions(self.codeobj, self.first_line)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self._original_object)

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Of the function where a traceback ends."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What code_info() says."""
        return code_info(self.codeobj)

    def dis(self):
        """What dis() prints, as text."""
        import io
        with io.StringIO() as output:
            offset = -1 if self.current_offset is None else self.current_offset
            _disassemble(self.codeobj, offset, file=output, first_line=self.first_line)
            return output.getvalue()
