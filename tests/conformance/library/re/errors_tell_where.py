"""Errors in patterns and in replacements say what is wrong, and where."""
import re

patterns = ["(a", "a)", "*a", "a**", "a{3,2}", "[a", "[b-a]", r"[\d-a]", "(?P<a>x)(?P<a>y)", "(?P<1>x)", "(?P=a)",
            "(?P<a", "(?P>", "(?z)", "(?<x)", "(?", "a(?i)b", "(?i-i:a)", "(?i", "(?-x", "(?-", "(?aL:x)", "(?au:x)",
            "(?(1", "(?(0)a)", "(?(2)a)", "(?(1)a|b|c)", r"\1", r"(a\1)", r"\q", r"[\q]", "\\", r"\x1",
            r"\u12", r"\U0011", r"\400", r"\N", r"\N{}", r"\N{NO SUCH NAME}", "(?<=a*)", "(?<!a|bc)", "(?#a",
            "(?<=(a)\\1)", "a\nb(", r"[\400]", "(?:^)*|^*", "(?u-a:b)"]
for pattern in patterns:
    for source in (pattern, pattern.encode("latin1")):
        try:
            re.compile(source)
            print(source, "compiles")
        except re.error as e:
            print(source, "|", e, "|", e.msg, e.pos, e.lineno, e.colno, e.pattern == source)
for template in [r"\2", r"\g<b>", r"\g<", r"\g<1", r"\g<>", r"\g", r"\q", r"\g<-1>", r"\400", "\\", r"\g<2>", r"\g<a b>"]:
    try:
        print(re.sub("(?P<a>x)", template, "x"))
    except (re.error, IndexError) as e:
        print(template, "|", type(e) is IndexError, e, getattr(e, "pos", None))
for call in (lambda: re.compile("a", re.L), lambda: re.compile(b"a", re.U), lambda: re.compile("a", re.A | re.U),
             lambda: re.compile(1), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 1),
             lambda: re.compile(re.compile("a"), re.I), lambda: re.compile("a{99999999999}"), lambda: re.Pattern(),
             lambda: re.match("(a)", "a").group(2), lambda: re.match("(a)", "a")["b"],
             lambda: re.sub("a", lambda m: 1, "a"), lambda: re.sub("b", b"x", "abc")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
