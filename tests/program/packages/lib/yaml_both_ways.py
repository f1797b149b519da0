"""Loads YAML and dumps it again, with the loaders and dumpers in Python."""
import collections
import datetime
import io
import re

import yaml

DOCUMENTS = {
    "plain": "a: 1\nb: [1, 2.5, -3, 0x1F, 0o17, 017, 0b11, 1_000, 1e3, 1.5e+3, .5, .inf, -.INF, .nan]\nc: {d: true, e: No, f: null, g: ~, h: off, i: 'null', j: \"tab\\there\\u00e9\\x41\"}\n",
    "nested": "- name: Ann\n  tags:\n  - x\n  - y: 1\n    z: 2\n-\n  - - deep\n    - deeper\n  -\n- ? complex key\n  : value\n- ? [a, b]\n  : tuple key\n- !!set {a, b}\n- !!omap [a: 1, b: 2]\n- !!pairs [a: 1, a: 2]\n",
    "text": "literal: |\n  line one\n    indented\n\n  line three\nfolded: >\n  folded\n  text\n\n  new paragraph\n    kept\n  end\nkeep: |+\n  x\n\nstrip: >-\n  y\n\nindent: |2\n   three\nquoted: 'it''s'\nmulti: \"a\n  b\\\n  c\n\n  d\"\nplain: one\n  two\n\n  three\n# comment\nhash: a#b # c\n",
    "anchors": "base: &base {x: 1, y: &y [1, 2]}\nderived:\n  <<: *base\n  z: *y\nboth:\n  <<: [*base, {x: 5, w: 6}]\n  x: 9\nself: &self\n  me: *self\n",
    "types": "date: 2024-02-29\ntime: 2024-02-29T12:30:45.123456Z\noffset: 2001-12-14 21:59:43.10 -05:00\nbinary: !!binary |\n  aGVsbG8gd29ybGQ=\nstr: !!str 123\nint: !!int '7'\nfloat: !!float 3\nsexagesimal: 190:20:30\nbool: !!bool yes\nseq: !!seq [1]\n",
    "many": "%YAML 1.1\n%TAG !e! tag:example.com,2024:\n---\nfirst\n...\n---\n- second\n--- !!map\nthird: 3\n---\n---\n\"last\"\n...\n",
    "unicode": "größe: 日本語\nemoji: 🐍\n\"\\U0001F40D\": '\u00a0'\nkey with spaces: x y\n? |\n  block key\n: - 1\n",
}
BROKEN = [
    "a: b: c", "[1, 2", "{a: 1, b", "- a\n b", "a: 'open", "\tx: 1", "a: *none", "&a &b x", "!!int x", "!unknown x", "%YAML 2.0\n--- x", "a: |\n x\n  y\n z: 1\n\t", "? a\n- b", "- !!binary ä", "{[1]: 2, {a: 1}: 3}", "@x", "`x", "a: %x", "\x01", "\"\\q\"", "<<: 5",
    "--- a\n... b\n", "key: [a, b]]", "!!python/object:os.system x", "!!timestamp never", "x: !!omap {a: 1}", "a\n--- \n: :\n  - x", "*", "! ! a",
]


def load_all():
    for name, text in DOCUMENTS.items():
        print("==", name)
        for kind in yaml.SafeLoader, yaml.FullLoader, yaml.BaseLoader:
            try:
                for document in yaml.load_all(text, kind):
                    print(kind.__name__, document)
            except yaml.YAMLError as error:
                print(kind.__name__, type(error).__name__, str(error).replace("\n", " | "))
    print("== broken")
    for text in BROKEN:
        try:
            print(repr(text), yaml.safe_load(text))
        except yaml.YAMLError as error:
            print(repr(text), "=>", type(error).__name__, "|", str(error).replace("\n", " | "))
        except (ValueError, TypeError, AttributeError) as error:
            print(repr(text), "=>", type(error).__name__)
    for data in b"\xff\xfea\x00:\x00 \x001\x00", "a: é".encode("utf-8"), b"a: \xff", io.StringIO("from: a file"), io.BytesIO("x: ü".encode("utf-16")):
        try:
            print(yaml.safe_load(data))
        except yaml.YAMLError as error:
            print(type(error).__name__, str(error).replace("\n", " | "))


def dump_all():
    data = {
        "numbers": [1, -2, 2.5, 1e20, 1e-7, float("inf"), float("nan"), 10 ** 30, True, None], "texts": ["", " x", "null", "1", "a: b", "- x", "it's", 'say "x"', "two\nlines\n", "tab\t", "é", "🐍", "\x00\x7f", "#", "a #b", "x" * 90 + " " + "y" * 20, "~", "=", "2024-01-01", "y", "&a", "%", "\u2028"],
        "nested": [[], {}, [[1, [2]]], {"a": {"b": {"c": [1, {"d": 2}]}}}], "dates": [datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 1, 2, 3, 4), datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)],
        "bytes": b"\x00\x01binary", "set": {"only"}, "tuple": (1, 2), 3: "int key", None: "none key", (1, 2): "tuple key", "long": list(range(40)),
    }
    shared = [1, 2]
    data["shared"], data["again"] = shared, shared
    data["self"] = data["loop"] = {}
    data["loop"]["loop"] = data["loop"]
    for options in ({}, {"default_flow_style": True, "width": 60}, {"default_flow_style": None, "indent": 4, "sort_keys": False}, {"default_style": '"', "allow_unicode": True}, {"default_style": "|", "explicit_start": True, "explicit_end": True},
                    {"canonical": True}, {"line_break": "\r\n", "version": (1, 1), "tags": {"!": "!x"}}):
        print("== dump", options)
        text = yaml.dump(data if "sort_keys" in options else {key: value for key, value in data.items() if isinstance(key, str)}, **options)
        print(text.replace("\r", "\\r"))
        again = yaml.load(text, yaml.UnsafeLoader)
        print(again["texts"] == data["texts"], again["numbers"][:5] == data["numbers"][:5], again["shared"] is again["again"], again["loop"]["loop"] is again["loop"], again["dates"] == data["dates"], again["tuple"], again["set"])
    print(yaml.safe_dump_all([1, "x", [2]], explicit_start=True), yaml.safe_dump("é", encoding="utf-16")[:2], yaml.dump("plain"), yaml.safe_dump({"b": 1, "a": [1, 2]}, sort_keys=False))
    for value in object(), 1j, print, {1}:
        try:
            print(yaml.safe_dump(value))
        except (yaml.YAMLError, TypeError) as error:
            print(type(error).__name__, str(error.args[0])[:40])


class Monster(yaml.YAMLObject):
    yaml_tag = "!Monster"
    yaml_loader = yaml.SafeLoader

    def __init__(self, name, points):
        self.name = name
        self.points = points

    def __repr__(self):
        return f"Monster({self.name!r}, {self.points!r})"


class Dice(collections.namedtuple("Dice", "sides count")):
    pass


class State:
    def __init__(self, value):
        self.value = value

    def __getstate__(self):
        return {"kept": self.value}

    def __setstate__(self, state):
        self.value = state["kept"] * 2


class Indented(yaml.SafeDumper):
    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def own_tags():
    yaml.add_representer(Dice, lambda dumper, data: dumper.represent_scalar("!dice", f"{data.count}d{data.sides}"))
    yaml.add_constructor("!dice", lambda loader, node: Dice(*map(int, reversed(loader.construct_scalar(node).split("d")))), yaml.SafeLoader)
    yaml.add_implicit_resolver("!dice", re.compile(r"^\d+d\d+$"), list("0123456789"), yaml.SafeLoader)
    yaml.SafeLoader.add_multi_constructor("!any/", lambda loader, suffix, node: (suffix, loader.construct_sequence(node, deep=True)))
    yaml.add_path_resolver("!root", [], dict, yaml.BaseLoader)
    print(yaml.dump([Monster("Cave", {"hp": [2, 3]}), Dice(6, 2)]), yaml.safe_load("- !Monster {name: Cat, points: 9}\n- 3d8\n- !dice 1d4\n- !any/thing [1, [2]]"))
    text = yaml.dump({"state": State(4), "type": State, "function": len, "complex": 1 + 2j, "range": collections.OrderedDict(a=1), "module": io, "bytearray": bytearray(b"x")})
    print(text, sorted(yaml.unsafe_load(text)), yaml.unsafe_load(text)["state"].value)
    for loader in yaml.SafeLoader, yaml.FullLoader:
        try:
            yaml.load(text, loader)
        except yaml.YAMLError as error:
            print(type(error).__name__, error.problem)
    print(yaml.dump({"list": [1, {"a": [2]}]}, Dumper=Indented))


def layers():
    text = DOCUMENTS["anchors"] + "flow: [a, {b: c}, !t x, \"q\", |\n"
    for token in yaml.scan("a: [1, &x 'y', *x] # c\n- - !t z: >\n  folded\n"[:21]):
        print(token, token.start_mark.line, token.start_mark.column, end="; ")
    print()
    events = list(yaml.parse(DOCUMENTS["anchors"]))
    for event in events[:14]:
        print(event)
    print(yaml.emit(events) == yaml.emit(yaml.parse(yaml.emit(events))))
    node = yaml.compose(DOCUMENTS["nested"])
    print(node.tag, node.value[0].value[0][1].value, str(node.start_mark).strip(), node.value[1].flow_style)
    print(yaml.serialize(node))
    try:
        list(yaml.parse(text))
    except yaml.YAMLError as error:
        print(error)
    big = {f"key {number}": {"values": list(range(number % 7)), "text": f"text {number}\nmore", "flag": number % 2 == 0} for number in range(300)}
    print(yaml.safe_load(yaml.safe_dump(big)) == big, len(yaml.safe_dump(big)))


load_all()
dump_all()
own_tags()
layers()
