"""Highlights sources with pygments."""
import hashlib
import io

from pygments import format, highlight, lex
from pygments.filters import KeywordCaseFilter, NameHighlightFilter, VisibleWhitespaceFilter
from pygments.formatters import (
    BBCodeFormatter, HtmlFormatter, LatexFormatter, NullFormatter, RawTokenFormatter, RtfFormatter, SvgFormatter, Terminal256Formatter, TerminalFormatter, TerminalTrueColorFormatter,
    get_formatter_by_name)
from pygments.lexer import RegexLexer, bygroups, combined, default, include, inherit, words
from pygments.lexers import CLexer, JsonLexer, PythonLexer, find_lexer_class, get_all_lexers, get_lexer_by_name, get_lexer_for_filename, guess_lexer
from pygments.style import Style
from pygments.styles import get_all_styles, get_style_by_name
from pygments.token import Comment, Keyword, Name, Number, String, Text, Token, string_to_tokentype
from pygments.util import ClassNotFound

PYTHON = '''\
#!/usr/bin/env python3
"""A module."""
from __future__ import annotations
import os.path as p, sys

@decorated(x=1)
class Thing[T](Base, metaclass=Meta):
    """Docs with \\n escapes and {braces}."""
    field: int = 0x1F + 1_000 - 0b11 * 1e-3j

    async def method(self, *args, **kw) -> "str | None":
        async with self.lock as lock, other():
            await sleep(1)
        text = f"{self.field!r:>{width}} {{literal}} {x['a']}" rb"raw\\d" '%s %(name)d' % ("a", 1)
        return lambda: None if not args else [i for i in range(10) if i @ 2 != 3]

match thing:
    case Thing(field=1) | [_, *rest]: print("Größe", thing := 5)
try: raise ValueError from None
except* (OSError, KeyError) as error: ...
$ error?
'''
C = '''\
#include <stdio.h>
#define MAX(a, b) ((a) > (b) ? (a) : (b)) /* macro */
#if 0
ignored
#endif
typedef struct node { unsigned long long value; struct node *next; } node_t;
static inline const char *name(int argc, char **argv) {
    // comment \\
       continued
    switch (argc) { case 0x1fUL: goto end; default: break; }
    for (size_t i = 0; i < 10u; ++i) printf("%d\\t%s\\n", 'a' + L'\\x41', argv[i]);
end:
    return NULL;
}
'''
JSON = '{"a": [1, -2.5e+3, true, null], "b": {"c": "text \\u00e9 \\"x\\""}, // no\n "bad": tru, "open'
OTHERS = {
    "html": "<!doctype html><p class='x' id=y>&amp; text<!-- c --><script>var x = `a${b}`; /re/g</script><style>a:hover { color: #fff }</style>",
    "javascript": "class A extends B { #x = 1n; async *f(...a) { for await (const y of z) yield* `t${y?.q ?? 0}`; } } // c",
    "bash": "for f in *.txt; do echo \"$f ${x:-y}\" | grep -E 'a|b' && $(cmd `old`) <<EOF\ntext $v\nEOF\ndone",
    "sql": "SELECT a.*, COUNT(*) AS n FROM t AS a LEFT JOIN b USING (id) WHERE x LIKE '%y' -- c\nGROUP BY 1;", "yaml": "a: &x [1, 'b']\nb:\n  - *x # c\n  - |\n    text\n", "diff": "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n same\n",
    "rst": "Title\n=====\n\n.. note:: *x* ``y`` :ref:`z`\n\n- a\n", "ini": "[s]\nk = v ; c\n", "css": "@media print { a > b::before { content: 'x'; margin: -1.5em } }", "cpp": "template<class T> auto f(T&& x) -> decltype(x) { return R\"d(raw)d\"; }",
    "pycon": ">>> 1 + 1\n2\n>>> x\nTraceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nNameError: name 'x'\n", "rust": "fn main<'a>() -> Result<&'a str, ()> { let r#x = b\"y\"; println!(\"{:?}\", x); }",
    "java": "@A public final class B<T> { int x = 0xFFL; /** doc */ void f() throws E {} }", "make": "all: a.o\n\t$(CC) -o $@ $<\n", "lua": "local x = [[long]] -- c\nfunction a.b:c(...) return #x ~= 1 end", "xml": "<?xml version='1.0'?><a b='c'><![CDATA[x]]></a>",
}


class Plain(Style):
    background_color = "#eeeeee"
    styles = {Token: "", Comment: "italic #888", Keyword: "bold #005", Name.Function: "#0f0 underline", String: "bg:#eee #111"}


class Toy(RegexLexer):
    """A language with words, numbers, nested comments and strings."""
    name, aliases, filenames, mimetypes = "Toy", ["toy"], ["*.toy"], []
    tokens = {
        "root": [include("space"), (words(("let", "if", "in"), suffix=r"\b"), Keyword), (r"(\w+)(\s*)(\()", bygroups(Name.Function, Text, Text), "call"), (r"\d+", Number), (r'"', String, combined("escape", "string")), (r"\w+", Name)],
        "space": [(r"\s+", Text), (r"\(\*", Comment, "comment")], "comment": [(r"[^*()]+", Comment), (r"\(\*", Comment, "#push"), (r"\*\)", Comment, "#pop"), (r"[*()]", Comment)],
        "escape": [(r"\\.", String.Escape)], "string": [(r'[^"\\]+', String), (r'"', String, "#pop")], "call": [(r"\)", Text, "#pop"), include("root"), default("#pop")],
    }


class MoreToy(Toy):
    tokens = {"root": [(r"#.*", Comment), inherit]}


def short(text):
    data = text if isinstance(text, bytes) else text.encode()
    return f"{len(data)} {hashlib.sha256(data).hexdigest()[:16]}"


def main():
    for lexer, source in (PythonLexer(), PYTHON), (CLexer(), C), (JsonLexer(), JSON):
        print("==", lexer.name)
        print(highlight(source, lexer, HtmlFormatter(linenos="inline", lineanchors="l", hl_lines=[2], wrapcode=True)))
        print(highlight(source, lexer, TerminalFormatter(bg="dark")).replace("\x1b", "^"))
        for formatter in (Terminal256Formatter(style="monokai"), TerminalTrueColorFormatter(style="vim"), LatexFormatter(full=True, title="T", verboptions="x"), SvgFormatter(linenos=True), RtfFormatter(), BBCodeFormatter(monofont=True),
                          HtmlFormatter(full=True, linenos="table", noclasses=True, style="friendly", anchorlinenos=True), HtmlFormatter(nowrap=True, classprefix="p-"), RawTokenFormatter(), NullFormatter(), HtmlFormatter(style=Plain, cssclass="c")):
            print(type(formatter).__name__, short(highlight(source, lexer, formatter)))
        print("".join(text for kind, text in lex(source, lexer)) == source + ("" if source.endswith("\n") else "\n"))
    print("== others")
    for name, source in OTHERS.items():
        tokens = list(get_lexer_by_name(name).get_tokens(source))
        print(name, len(tokens), [text for kind, text in tokens if kind in Token.Error], " ".join(str(kind)[6:] for kind, text in tokens if text.strip())[:300])
    print("== tools")
    print(HtmlFormatter(style="default").get_style_defs(".code")[:400], short(HtmlFormatter(style=Plain).get_style_defs()))
    print(sorted(get_all_styles())[:5], get_style_by_name("monokai").background_color, Plain.style_for_token(Keyword.Reserved))
    print(len(list(get_all_lexers())), get_lexer_for_filename("x.toml").name, find_lexer_class("Rust").aliases, guess_lexer("#!/bin/bash\necho").name, guess_lexer("<?xml version='1.0'?><a/>").name, guess_lexer("%!PS-Adobe").name)
    for missing in (lambda: get_lexer_by_name("none"), lambda: get_formatter_by_name("none"), lambda: get_style_by_name("none"), lambda: get_lexer_for_filename("x.none"), lambda: HtmlFormatter(style=5)):
        try:
            print(missing())
        except (ClassNotFound, TypeError, AttributeError) as error:
            print(type(error).__name__, str(error)[:60])
    lexer = MoreToy(stripnl=True, tabsize=4)
    lexer.add_filter(KeywordCaseFilter(case="upper"))
    lexer.add_filter(NameHighlightFilter(names=["here"], tokentype=Name.Builtin))
    lexer.add_filter(VisibleWhitespaceFilter(spaces="·", newlines=True))
    lexer.add_filter("codetagify", codetags=["FIXME"])
    source = "\n\nlet here = add (1, \"a\\n b\") in (* c (* FIXME *) *) x # rest\n? é\n"
    print(list(lexer.get_tokens(source)))
    print(highlight(source.encode("latin-1"), MoreToy(encoding="guess"), HtmlFormatter()), string_to_tokentype("String.Double") is String.Double, String in Token.Literal, Token.Literal.Number.split())
    output = io.BytesIO()
    format([(Keyword, "if"), (Text, " "), (Name, "é\n")], HtmlFormatter(encoding="latin-1"), output)
    print(output.getvalue())
    big = PYTHON.rsplit("$", 1)[0] * 60
    print(short(highlight(big, PythonLexer(), HtmlFormatter())), sum(1 for _ in lex(C * 60, CLexer())))


main()
