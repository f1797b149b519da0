"""Code objects hold coil's instructions: dis shows those, there is no co_linetable, and replace() can't change what they rest on.

Reason: coil is a register machine with its own bytecode; to pretend CPython's tables would mislead who reads them.
Way round: co_lines() and co_positions() give the places of instructions; what changes bytecode can change a tree (ast) instead.
"""
import dis


def function(a):
    return a + 1


code = function.__code__
print(sorted({instruction.opname for instruction in dis.get_instructions(code)}))
print(len(code.co_code) % 4, hasattr(code, "co_linetable"), hasattr(code, "co_exceptiontable"))
try:
    code.replace(co_code=b"")
except ValueError as error:
    print(error)
try:
    type(code)()
except TypeError as error:
    print(error)
try:
    dis.stack_effect(dis.opmap["Add"])
except ValueError as error:
    print(error)
