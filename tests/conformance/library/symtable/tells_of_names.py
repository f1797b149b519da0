"""symtable tells the scopes of a source and what its names are in each."""
import symtable

SOURCE = '''
import os, sys as s
glob = 1
def spam(a, b, *var, k=2, **kw):
    global bar
    bar = 47
    x = 23
    def internal():
        nonlocal x
        x = 3
        return glob, a
    return internal
class Mine(Base):
    attr = 1
    def method(self): return self.attr
lambda y: y
'''


def show(table, indent=0):
    print(" " * indent, table.get_type(), table.get_name(), table.get_lineno(), table.is_nested(), table.is_optimized())
    for name in sorted(table.get_identifiers()):
        symbol = table.lookup(name)
        says = [word for word in ("referenced", "parameter", "global", "nonlocal", "declared_global", "local", "free", "imported",
                                  "assigned", "annotated", "namespace") if getattr(symbol, "is_" + word)()]
        print(" " * indent, "-", name, *says)
    for child in table.get_children():
        show(child, indent + 2)


top = symtable.symtable(SOURCE, "?", "exec")
show(top)
spam = top.lookup("spam").get_namespace()
print(spam.get_parameters(), sorted(spam.get_locals()), sorted(spam.get_globals()), spam.get_children()[0].get_nonlocals())
for broken in ("def f(:", "nonlocal x", "def f(a, a): pass"):
    try:
        symtable.symtable(broken, "?", "exec")
    except SyntaxError as error:
        print(error.msg)
try:
    symtable.symtable("1", "?", "bad")
except ValueError as error:
    print(error)
