"""The scopes of a source as objects, for symtable."""

import _scopes

USE = 0x10
DEF_GLOBAL = 0x1
DEF_LOCAL = 0x2
DEF_PARAM = 0x4
DEF_NONLOCAL = 0x8
DEF_FREE_CLASS = 0x40
DEF_IMPORT = 0x80
DEF_ANNOT = 0x100
DEF_COMP_ITER = 0x200
DEF_TYPE_PARAM = 0x400
DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM
SCOPE_OFF = 12
SCOPE_MASK = 15
LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = 1, 2, 3, 4, 5
TYPE_FUNCTION, TYPE_CLASS, TYPE_MODULE = 1, 2, 3
TYPE_ANNOTATION, TYPE_TYPE_ALIAS, TYPE_TYPE_PARAMETERS, TYPE_TYPE_VARIABLE = 4, 5, 6, 7


class entry:
    """One scope."""

    def __init__(self, row):
        self.type, self.name, self.lineno, nested, self.symbols, self.varnames, children = row
        self.nested = int(nested)
        self.children = [entry(child) for child in children]

    @property
    def id(self):
        return id(self)

    def __repr__(self):
        return f'<symtable entry {self.name}({self.id}), line {self.lineno}>'


def symtable(source, filename, startstr, /):
    """The scope of the whole source; the others are its children."""
    if startstr not in ('exec', 'eval', 'single'):
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    return entry(_scopes.scopes(source, str(filename), startstr))
