"""dis walks and shows what functions, classes, source and tracebacks run; its text is the implementation's own."""
import dis


def function(a, b):
    for i in a:
        try:
            print(i + b)
        except ValueError:
            raise
    return b


instructions = list(dis.get_instructions(function))
print(len(instructions) > 5, all(i.opname == dis.opname[i.opcode] for i in instructions), dis.opmap[instructions[3].opname] == instructions[3].opcode)
print({"print", "ValueError"} <= {i.argval for i in instructions if isinstance(i.argval, str)})
base = function.__code__.co_firstlineno
print({1, 3, 4} <= {line - base for _, line in dis.findlinestarts(function.__code__) if line is not None})
info = dis.code_info(function)
print([line for line in info.splitlines() if line.startswith(("Name:", "Argument count", "Kw-only", "Flags"))])
print([i.offset for i in dis.Bytecode(function)] == [i.offset for i in instructions])


class Lines:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text


out = Lines()
dis.dis(function, file=out)
print(out.text.count("\n") > 8, "ValueError" in out.text)
out = Lines()
dis.dis("x = lambda: 1", file=out)
print("Disassembly of <code object <lambda>" in out.text)
try:
    dis.dis(3)
except TypeError as error:
    print(error)
print(dis.COMPILER_FLAG_NAMES[4], dis.pretty_flags(0x23))
