"""A tree that contains itself ends in RecursionError when it is compiled, written out or shown."""
import ast

loop = ast.UnaryOp(ast.Not(), None)
loop.operand = loop
loop.lineno = loop.col_offset = loop.end_lineno = loop.end_col_offset = 1
block = ast.If(ast.Name("x", ast.Load()), [], [])
block.body = [block]
ast.fix_missing_locations(ast.Expression(block.test))
block.lineno = block.col_offset = block.end_lineno = block.end_col_offset = 1
for tree, mode in ((ast.Expression(loop), "eval"), (ast.Module([block], []), "exec")):
    try:
        compile(tree, "", mode)
    except RecursionError as error:
        print("RecursionError")
