"""Classes made with attrs."""
import copy
import functools
import inspect
import pickle
import re
import typing
import weakref

import attr
import attrs
from attrs import Factory, NOTHING, converters, define, evolve, field, filters, frozen, make_class, mutable, setters, validators


@define
class Point:
    x: int
    y: int = 0

    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


@frozen(order=True)
class Version:
    major: int = field(converter=int, validator=validators.ge(0))
    minor: int = field(converter=int, default=0)
    tag: str | None = field(default=None, eq=False, order=False, repr=lambda value: f"<{value}>")
    notes: list = field(factory=list, hash=False, eq=False, repr=False, kw_only=True)

    @classmethod
    def parse(cls, text):
        return cls(*text.split("."))


@define(kw_only=True)
class Account:
    name: str = field(validator=[validators.instance_of(str), validators.min_len(2), validators.matches_re(r"[a-z]+\d*")])
    balance: float = field(default=0.0, converter=float, validator=validators.and_(validators.ge(0), validators.lt(1000)))
    kind: str = field(default="basic", validator=validators.in_(["basic", "gold"]))
    tags: list[str] = field(factory=list, validator=validators.deep_iterable(validators.instance_of(str), validators.instance_of(list)))
    limits: dict = field(factory=dict, validator=validators.deep_mapping(validators.instance_of(str), validators.instance_of(int)))
    parent: typing.Any = field(default=None, validator=validators.optional(validators.instance_of(object)), metadata={"column": "parent_id"})
    _secret: str = field(default="s", repr=False, on_setattr=setters.frozen)
    upper: str = field(init=False)
    check: object = field(default=None, validator=validators.optional(validators.is_callable()))

    @upper.default
    def _upper(self):
        return self.name.upper()

    @balance.validator
    def _even(self, attribute, value):
        if value % 1:
            raise ValueError(f"{attribute.name} must be whole, not {value}")

    def __attrs_post_init__(self):
        self.tags = [*self.tags, "made"]


@attr.s(slots=True, cmp=True, hash=True, repr_ns="old")
class Old:
    a = attr.ib(type=int)
    b = attr.ib(default=attr.Factory(lambda self: self.a + 1, takes_self=True))
    c = attr.ib(init=False, default=3)

    @b.validator
    def _(self, attribute, value):
        assert value > self.a, "b must be above a"


@attr.s(auto_attribs=True, these=None, auto_exc=True)
class Problem(Exception):
    code: int
    text: str = "none"
    shared: typing.ClassVar[int] = 5


@define
class Base:
    first: int
    second: int = 2


@define
class Derived(Base):
    third: list = Factory(list)
    second: str = "overridden"

    @functools.cached_property
    def late(self):
        return 1


def shown(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        text = re.sub(r" at 0x[0-9a-f]+", "", str(error.args[0] if error.args else ""))
        return f"{type(error).__module__}.{type(error).__name__}: {text[:150]}"


def basics():
    point = Point(3, 4)
    print(point, point.length(), point == Point(3, 4), point != Point(4, 3), point == (3, 4), Point.__match_args__, Point.__slots__)
    print(shown(Point), shown(Point, 1, 2, 3), shown(setattr, point, "z", 1)[:50], shown(hash, point), shown(lambda: point < point))
    print(inspect.signature(Point), inspect.signature(Version), inspect.signature(Account), Point.__annotations__["x"])
    match point:
        case Point(x, y=4):
            print("matched", x)
    print(sorted([Version.parse("1.10"), Version("1", "9", "beta"), Version(0)]), Version(1, 2, "a") == Version(1, 2, "b"), len({Version(1), Version(1, 0, "x")}))
    print(shown(setattr, Version(1), "major", 2), shown(delattr, Version(1), "major"), shown(Version, -1), shown(Version, "x"), shown(lambda: Version(1) < 1))
    print(evolve(Version(1, 2, "a", notes=[1]), minor="7"), evolve(Version(1), notes=[5]).notes, shown(evolve, Point(1), z=1), hash(Version(1)) == hash(Version("1")))
    print(pickle.loads(pickle.dumps(Version(2, 3, notes=[1]))).notes, copy.copy(point), copy.deepcopy(Derived(1, third=[[2]])), weakref.ref(point)() is point)
    print(Old(1), Old(1) < Old(2), hash(Old(1)) == hash(Old(1)), shown(Old, 1, 0), Old.__slots__, hasattr(Old(1), "__dict__"))
    problem = Problem(7)
    print(repr(problem), problem.args, str(problem), Problem.shared, shown(lambda: (_ for _ in ()).throw(Problem(1, "x"))), problem == Problem(7))
    print(Derived(1), Derived(1, "s", [3]), [each.name for each in attrs.fields(Derived)], [each.inherited for each in attrs.fields(Derived)])


def validation():
    account = Account(name="ann1", balance="12", tags=["a"], limits={"x": 1}, parent=Point(1), check=print)
    print(account)
    for changes in ({"name": "a"}, {"name": 5}, {"name": "Ann"}, {"balance": -1}, {"balance": 1000}, {"balance": 1.5}, {"balance": "much"}, {"kind": "tin"}, {"tags": ("a",)}, {"tags": [1]},
                    {"limits": {"x": "1"}}, {"limits": {1: 1}}, {"check": 5}, {"unknown": 1}, {"secret": "t", "kind": "gold"}):
        print(changes, "=>", shown(Account, **({"name": "bob"} | changes)))
    print(shown(Account, "bob"), shown(setattr, account, "kind", "tin"), account.kind, shown(setattr, account, "_secret", "x"), shown(setattr, account, "balance", "15"), account.balance)
    with validators.disabled():
        print(Account(name="X", balance=-5), validators.get_disabled())
    print(attrs.validate(account), attrs.fields(Account).parent.metadata, attrs.fields_dict(Account)["_secret"].alias)
    for check, value in ((validators.max_len(2), "abc"), (validators.gt(5), 5), (validators.le(5), 6), (validators.not_(validators.instance_of(int)), 3), (validators.matches_re("a+", re.I, re.match), "bA"),
                         (validators.instance_of(type), 3), (validators.is_callable(), 3)):
        made = make_class("Made", {"v": attr.ib(validator=check)})
        print(repr(check)[:90], "=>", shown(made, value))
    converted = make_class("Converted", {
        "a": attr.ib(converter=converters.optional(int), default=None), "b": attr.ib(converter=converters.default_if_none(factory=list), default=None),
        "c": attr.ib(converter=converters.to_bool, default="yes"), "d": attr.ib(converter=converters.pipe(str, str.strip, len), default=" ab ")})
    print(converted(), converted("5", 6, "off", 1234), shown(converted, "x"), shown(converted, c="perhaps"))


def tools():
    @define
    class Tree:
        name: str
        below: list["Tree"] = Factory(list)
        data: dict = Factory(dict)

    tree = Tree("a", [Tree("b", [Tree("c")]), Tree("d")], {Point(1).x: Point(2), "p": (Point(3),)})
    print(tree)
    print(attrs.asdict(tree))
    print(attrs.asdict(tree, recurse=False)["below"][0].name, attrs.asdict(tree, filter=filters.exclude(list, attrs.fields(Tree).data)), attr.astuple(tree, retain_collection_types=True))
    print(attrs.asdict(Point(1), value_serializer=lambda instance, attribute, value: f"{attribute.name if attribute else None}={value}"), attrs.asdict(Tree("x"), filter=filters.include(str)))
    print(attrs.resolve_types(Tree, {"Tree": Tree}, {"Tree": Tree}) is Tree, attrs.fields(Tree).below.type)
    print(attrs.has(Tree), attrs.has(int), shown(attrs.fields, int), shown(attrs.fields, 5), attrs.fields(Point).x, sep="\n")
    print(NOTHING, bool(NOTHING), Factory(list) == Factory(list), repr(attr.ib(default=1))[:60])
    made = make_class("Made", {"a": attr.ib(default=3), "b": field(kw_only=True)}, bases=(Point,), frozen=False, slots=True)
    print(made(1, a=3, b=4, y=2), shown(made, 1, 2, 3), made.__mro__[1].__name__)

    def upper_names(cls, found):
        return [each.evolve(default=each.name.upper()) for each in found if each.type is str]

    @define(field_transformer=upper_names)
    class Transformed:
        a: str
        b: int
        c: str

    print(Transformed(), shown(Transformed, b=1))

    @define(on_setattr=[setters.convert, setters.validate, lambda instance, attribute, value: value * 2])
    class Doubling:
        a: int = field(default=1, converter=int, validator=validators.lt(50))

    doubling = Doubling()
    doubling.a = "21"
    print(doubling, shown(setattr, doubling, "a", 50))

    @mutable(slots=False, eq=False, repr=False, init=False)
    class Plain:
        a: int

        def __init__(self, a):
            self.__attrs_init__(a * 2)

    plain = Plain(4)
    plain.more = 1
    print(plain.a, vars(plain), plain == Plain(4))

    @define
    class WithSuper(Point):
        z: int = 5

        def length(self):
            return super().length() + self.z

    print(WithSuper(3, 4).length())

    @attr.s(eq=attr.cmp_using(eq=lambda a, b: a == b) is not None, order=False)
    class Folded:
        a = attr.ib(eq=str.lower)

    print(Folded("AB") == Folded("ab"), shown(lambda: Folded("a") < Folded("b")))
    for wrong in ("@define\nclass A:\n    a: int = 1\n    b: int", "@define\nclass A:\n    a = field()\n    b: int = 1\n    c: int = field(default=1, factory=list)", "@attr.s(auto_attribs=True)\nclass A:\n    a = attr.ib()",
                  "@frozen\nclass A:\n    a: int = field(on_setattr=setters.validate)", "@attr.s(hash=1)\nclass A: pass", "@attr.s(eq=False, order=True)\nclass A: pass", "attr.ib(hash=1)"):
        print(shown(exec, wrong, {"define": define, "field": field, "attr": attr, "frozen": frozen, "setters": setters}))


basics()
validation()
tools()
