"""Prints all kinds of things with rich, at fixed widths."""
import collections
import dataclasses
import datetime
import io
import logging
import re

from rich import box, inspect
from rich.align import Align
from rich.columns import Columns
from rich.console import Console, Group
from rich.emoji import Emoji
from rich.highlighter import RegexHighlighter, ReprHighlighter
from rich.json import JSON
from rich.layout import Layout
from rich.logging import RichHandler
from rich.markdown import Markdown
from rich.markup import escape, render
from rich.measure import Measurement
from rich.padding import Padding
from rich.panel import Panel
from rich.pretty import Pretty, pprint, pretty_repr
from rich.prompt import Confirm, IntPrompt, Prompt
from rich.repr import auto
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.styled import Styled
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.theme import Theme
from rich.tree import Tree

CODE = '''\
from dataclasses import dataclass

@dataclass
class Point:
    """A point."""
    x: int = 0

    def __str__(self) -> str:
        return f"<{self.x!r:>4}>"  # the text
'''
MARKDOWN = """\
# Title with `code`

A paragraph with *emphasis*, **strong**, ~~gone~~ and a [link](http://example.com), long enough to be wrapped at the width.

## List

1. one
2. two
    - nested
    - *more*

> quoted text
> > twice

```python
def f(x): return x + 1
```

---

![image](a.png)
"""


def console(width=60, color=None, **options):
    return Console(file=io.StringIO(), width=width, height=20, color_system=color, force_terminal=color is not None, legacy_windows=False, _environ={}, **options)


def shown(*things, width=60, color=None, **options):
    """What a console prints, escapes made visible."""
    target = console(width, color, **options.pop("console", {}))
    target.print(*things, **options)
    return re.sub(r"id=\d+", "id=N", target.file.getvalue()).replace("\x1b", "^")


def tables():
    for style in box.ROUNDED, box.ASCII, box.HEAVY_HEAD, box.MARKDOWN, box.SIMPLE, None:
        table = Table(title="Films", caption="all [b]of[/b] them", box=style, show_footer=style is box.HEAVY_HEAD, show_lines=style is box.ASCII, row_styles=["", "dim"])
        table.add_column("Date", justify="right", style="cyan", no_wrap=True, footer="end")
        table.add_column("Title", style="magenta", ratio=2, footer="two")
        table.add_column("Money", justify="right", vertical="bottom", overflow="fold", max_width=8)
        table.add_row("Dec 20, 2019", "The Rise of 日本語 Skywalker, with a long name", "$952,110,690")
        table.add_row("May 25", Panel("[red]nested[/red]", expand=False), "$393", end_section=True)
        table.add_row("Ä", Text("plain", style="bold"), None)
        print(shown(table))
    print(shown(table, width=30, color="truecolor"))
    grid = Table.grid(padding=1, expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row("left", "[on blue]right")
    print(shown(grid, width=40), shown(grid, color="256", width=20), Measurement.get(console(), console().options, table))


def markup():
    for text in ("[bold red]x[/bold red] [link=http://e.org]l[/link] [#ff8800 on rgb(1,2,3)]c[/] plain", ":warning: :snake: :nothing:", r"\[not] [1, 2] [a.b]", escape("[b]x[/b]"), "[not bold]a[/] [blink underline2 strike reverse]b"):
        for color in None, "standard", "256", "truecolor":
            print(color, shown(text, color=color), end="")
    for wrong in "[b]x[/i]", "[/]", "[bold", "[b]x[/b][/b]":
        try:
            print(render(wrong).spans)
        except Exception as error:
            print(type(error).__name__, error)
    print(shown({"a": [1, 2.5, None, True, "text"], "b": {"c": (1,)}}, "http://e.org/x?y=1 127.0.0.1 12:30 0xFF <Thing a=1> /usr/bin/x.py 'str' 123e4567-e89b-12d3-a456-426614174000", color="truecolor"))
    text = Text("the quick brown fox jumps over the lazy dog, äöü 日本語")
    text.stylize("bold", 4, 9)
    text.highlight_words(["fox", "dog"], "red")
    text.highlight_regex(r"\b\w{4}\b", "underline")
    text.append("!", style="blue").truncate(48, overflow="ellipsis")
    print(shown(text, width=24, color="standard", justify="full"), text.markup, text.cell_len, [str(line) for line in text.wrap(console(), 16)], text.split(" ")[1].spans, repr(text[4:9]))
    print(Text.from_ansi("\x1b[1;31mred\x1b[0m plain \x1b[38;2;1;2;3mrgb").markup, Text.assemble("a", ("b", "bold")).markup, Style.parse("bold not italic red on #112233 link http://x"), Style.parse("b") + Style(color="blue"))
    for wrong in "nonsense color", "on", "bold on nothing":
        try:
            Style.parse(wrong)
        except Exception as error:
            print(type(error).__name__, error)


def layouts():
    tree = Tree("[b]root", guide_style="dim")
    branch = tree.add("branch :open_file_folder:", highlight=True)
    branch.add("leaf 1\nsecond line").add(Panel("deep", box=box.SQUARE))
    tree.add(Syntax("x = 1", "python", theme="ansi_dark"))
    tree.add("hidden", expanded=False).add("not seen")
    print(shown(tree), shown(tree, color="standard"))
    print(shown(Panel(Group("one", Rule("rule", characters="="), Align.right("right")), title="title", subtitle="sub", padding=(1, 4), border_style="green"), width=40, color="standard"))
    print(shown(Columns([f"item {number}" for number in range(13)], equal=True, column_first=True), Padding("padded", (1, 0, 1, 4)), Styled("styled", "bold"), width=44))
    layout = Layout()
    layout.split_column(Layout(name="top", size=3), Layout(name="rest"))
    layout["rest"].split_row(Layout(Panel("left"), name="left", ratio=2), Layout(name="right"))
    layout["top"].update(Panel("top"))
    print(shown(layout, width=50, console={}), layout["right"].name)
    print(shown("wrapped words and averyveryverylongwordthatdoesnotfit here", width=16), shown("right", justify="right", width=20), shown("crop" * 10, width=10, crop=True, overflow="crop", no_wrap=True), Emoji("heart"))
    print(list(Segment.split_and_crop_lines([Segment("abc\ndefgh")], 4)), Segment.simplify([Segment("a"), Segment("b")]).__class__.__name__)


def documents():
    print(shown(Markdown(MARKDOWN), width=50), shown(Markdown(MARKDOWN, code_theme="ansi_light", hyperlinks=False), width=50, color="standard"))
    for options in {"line_numbers": True}, {"line_numbers": True, "highlight_lines": {3}, "line_range": (2, 6), "theme": "monokai"}, {"indent_guides": True, "word_wrap": True, "background_color": "default"}:
        print(shown(Syntax(CODE, "python", **options), width=40), shown(Syntax(CODE, "python", **options), width=40, color="truecolor"))
    print(shown(JSON('{"a": [1, true, null, {"b": "text"}], "c": 1.5e3}', indent=4)), shown(JSON.from_data({"x": [1]}), color="standard"))

    @auto
    @dataclasses.dataclass(repr=False)
    class Node:
        name: str
        below: list = dataclasses.field(default_factory=list)

    class Rich:
        def __rich_repr__(self):
            yield "positional"
            yield "named", [1, 2]
            yield "left out", 3, 3

    data = {"nodes": [Node("a", [Node("b" * 30)]), Node("c")], "counter": collections.Counter("abca"), "deque": collections.deque([1, 2], 5), "default": collections.defaultdict(list, a=[1]), "set": {7}, "frozen": frozenset(), "long": list(range(40)), "rich": Rich(), "bytes": b"x" * 50}
    print(pretty_repr(data, max_width=60, max_length=8, max_string=20), shown(Pretty(data, indent_guides=True, max_depth=2), color="standard"))
    target = console(80)
    pprint(data, console=target, expand_all=True)
    inspect(Node("n"), console=target, methods=False, value=True)
    print(target.file.getvalue())


def programs():
    target = console(70, log_path=False)
    handler = RichHandler(console=target, show_time=False, show_path=False, rich_tracebacks=False, markup=True)
    log = logging.getLogger("rich test")
    log.propagate = False
    log.addHandler(handler)
    log.warning("a [b]warning[/b] about %s GET /path 200", {"x": 1})
    log.error("an error that is too long for one line of the console that we have made here")
    target.log("logged", [1, 2], log_locals=False)
    target.rule("[bold]rule")
    with target.capture() as capture:
        target.print("captured")
    print(re.sub(r"\[\d\d:\d\d:\d\d\]", "[time]", target.file.getvalue()), repr(capture.get()))
    for prompt, answer in (Prompt, "text\n"), (IntPrompt, "x\n7\n"), (Confirm, "maybe\ny\n"):
        target = console()
        print(repr(prompt.ask("Question", console=target, stream=io.StringIO(answer))), target.file.getvalue())
    recording = console(30, "truecolor", record=True)
    recording.print("[bold red]bold[/] & <plain> [link=http://e.org]link[/link]", Panel("x"))
    print(recording.export_html(inline_styles=True, clear=False)[-700:], recording.export_text(clear=False), len(re.sub(r"terminal-\d+", "", recording.export_svg(title="t", unique_id="u"))))

    class Highlight(RegexHighlighter):
        base_style = "mine."
        highlights = [r"(?P<email>[\w-]+@[\w.]+)"]

    print(shown("write to me@example.com", color="standard", console={"highlighter": Highlight(), "theme": Theme({"mine.email": "bold blue"})}), ReprHighlighter()("x=1").spans)
    print(shown(datetime.date(2024, 2, 29), Ellipsis, 1_000_000, color="standard"))


tables()
markup()
layouts()
documents()
programs()
