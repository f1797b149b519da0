"""ast.parse(mode="func_type") reads what type comments say of functions."""
import ast

for source in ("(int, *str, **Any) -> float", "() -> None", "(Literal['->'], f(a, b)) -> Tuple[int, ...]", "(a) -> b -> c"):
    try:
        tree = ast.parse(source, mode="func_type")
        print(type(tree).__name__, [ast.unparse(each) for each in tree.argtypes], ast.unparse(tree.returns), ast.unparse(tree))
    except SyntaxError:
        print("SyntaxError")
