"""The opcodes of coil's bytecode, under the names that CPython's module has.

coil is a register machine: an instruction has up to four operands, and none of them goes through a stack.
"""

import _opcode

__all__ = ['cmp_op', 'stack_effect', 'hascompare', 'opname', 'opmap', 'HAVE_ARGUMENT', 'EXTENDED_ARG', 'hasarg', 'hasconst',
           'hasname', 'hasjump', 'hasjrel', 'hasjabs', 'hasfree', 'haslocal', 'hasexc']

cmp_op = ('<', '<=', '==', '!=', '>', '>=')

_table = _opcode.table()
opname = [name for name, _ in _table]
opmap = {name: number for number, name in enumerate(opname)}


def _having(*kinds):
    return [number for number, (_, operands) in enumerate(_table) if any(kind in kinds for kind in operands)]


hasarg = [number for number, (_, operands) in enumerate(_table) if operands]
hasconst = _having('Const8', 'Const16', 'Const32')
hasname = _having('Name32')
hasjump = hasjrel = _having('Jump16', 'Jump24', 'Jump32')
hasjabs = []
hasfree = _having('Free')
haslocal = _having('Dst', 'Src', 'Var', 'Base')
hascompare = [number for number, (name, _) in enumerate(_table) if name.startswith(('Less', 'Greater', 'Equal', 'NotEqual'))]
hasexc = []

# The prefix of an instruction whose operands take more than eight bits.
EXTENDED_ARG = opmap['Wide']
HAVE_ARGUMENT = 0


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """CPython's effect of an instruction on the stack; coil has registers in its place."""
    raise ValueError('stack_effect(): the bytecode of coil has no stack')
