"""A handler of except* without a type, which only a tree can have, never gets as far as the machine."""
import ast

tree = ast.parse("try: pass\nexcept* E: pass")
tree.body[0].handlers[0].type = None
try:
    compile(tree, "", "exec")
except ValueError:
    pass
print("done")
