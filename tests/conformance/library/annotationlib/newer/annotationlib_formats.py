"""annotationlib: annotations as values, as references to later names and as text; ForwardRef."""
import annotationlib
from annotationlib import *
print(list(annotationlib.__all__), list(Format))
class A:
    x: Undefined
    y: list[Undefined]
    z: int
    w: Undefined.attr | None
    v: "str"
    u: dict[str, Undefined] = 1
    t: Undefined(5) + 3
    s: Undefined[1:2]
    r: not_there[*Ts]
    q: -Undefined
    o: (Undefined, 3)
for k, v in get_annotations(A, format=Format.FORWARDREF).items(): print(k, v)
for k, v in get_annotations(A, format=Format.STRING).items(): print(k, repr(v))
r = get_annotations(A, format=Format.FORWARDREF)["x"]
Undefined = int
print(r.evaluate())
def f(a: Zip, b: int = 3) -> Zap: pass
print({name: getattr(one, '__forward_arg__', one) for name, one in get_annotations(f, format=Format.FORWARDREF).items()})
print(get_annotations(f, format=Format.STRING))
q = ForwardRef("a.b", module="m")
print(q, ForwardRef("x", is_class=True), ForwardRef("x", owner=A), ForwardRef("x", is_argument=False), q == ForwardRef("a.b"), q == ForwardRef("a.b", module="m"), hash(q) == hash(ForwardRef("a.b", module="m")))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: ForwardRef("x y"))
attempt(lambda: ForwardRef("x y").evaluate())
attempt(lambda: ForwardRef(5))
attempt(lambda: ForwardRef("nope").evaluate())
attempt(lambda: ForwardRef("nope").evaluate(format=Format.FORWARDREF))
attempt(lambda: ForwardRef("list[int]").evaluate())
attempt(lambda: ForwardRef("list[int]").evaluate(format=Format.STRING))
attempt(lambda: ForwardRef("T").evaluate(locals={"T": 5}))
attempt(lambda: ForwardRef("A"))
attempt(lambda: ForwardRef("z", owner=A).evaluate())
attempt(lambda: ForwardRef("x") | int)
attempt(lambda: int | ForwardRef("x"))
attempt(lambda: ForwardRef("x") | "y")
attempt(lambda: get_annotations(5)); attempt(lambda: get_annotations(A, format=2)); attempt(lambda: get_annotations(A, format=9))
attempt(lambda: get_annotations(A, eval_str=True, format=Format.STRING))
attempt(lambda: get_annotations(len))
class B:
    x: "int"
    y: "list[str]"
attempt(lambda: get_annotations(B, eval_str=True)); attempt(lambda: get_annotations(B))
attempt(lambda: [type_repr(x) for x in (int, A, ..., f, "s", 5, list[int], None)])
attempt(lambda: annotations_to_string({"x": int, "y": "s", "z": A}))
attempt(lambda: get_annotate_from_class_namespace({"__annotate__": 5}))
attempt(lambda: get_annotate_from_class_namespace({}))
attempt(lambda: call_annotate_function(A.__annotate__, Format.VALUE)['z'])
attempt(lambda: call_annotate_function(lambda format: {"f": format}, Format.FORWARDREF))
attempt(lambda: call_annotate_function(lambda format: {"f": format}, Format.STRING))
def an(format):
    if format > 2: raise NotImplementedError
    return {"f": format, "u": nowhere}
import typing; print(typing.ForwardRef is ForwardRef)

attempt(lambda: call_annotate_function(an, Format.FORWARDREF)["u"])
attempt(lambda: call_annotate_function(an, Format.STRING)["u"])


def local():
    class Node:
        next: Node | None
        later: list[defined_later]

    class Never:
        x: never_bound

    print(Node.__annotations__ if False else get_annotations(Node, format=Format.STRING))
    print(get_annotations(Never, format=Format.STRING), get_annotations(Never, format=Format.FORWARDREF)["x"].__forward_arg__)
    attempt(lambda: get_annotations(Never))
    return Node
    never_bound = 1


defined_later = int
local()
