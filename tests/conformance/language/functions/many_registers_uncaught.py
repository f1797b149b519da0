"""What nobody catches ends the program in a function with hundreds of variables, too."""
import sys

body = "\n".join(f"    v{i} = {i}" for i in range(300))
space = {}
exec(f"def f():\n{body}\n    last = []\n    return last.missing\n", space)
sys.excepthook = lambda kind, value, traceback: print("ended by", kind.__name__)
space["f"]()
