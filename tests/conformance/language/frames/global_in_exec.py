"""A global statement anywhere makes the module's own name global, also where exec() has a namespace of its own; jumps in branches that need no code are checked."""
space, names = {}, {}
exec("""
def f():
    y = 1
    def g():
        global y
        return y
    return g(), y
y = 9
result = f()
""", space, names)
print(names["result"], space["y"], "y" in names)
for source in ("if 0: break", "if 1: pass\nelse: continue", "class C:\n  if 0: return 1", "while 0:\n  pass\nelse: break",
               "if 0:\n  with a: break", "if 0:\n  try: pass\n  finally: continue", "if 0: return"):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno)
compile("for x in y:\n  if 0: break\n  while 0: continue", "<test>", "exec")
