"""Patterns and matches: what they show, how they compare, and that they are not made by hand."""
import copy
import re

p = re.compile(r"(?P<first>a)(b)?", re.I | re.M)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), type(p.groupindex).__name__)
print(p == re.compile(r"(?P<first>a)(b)?", re.I | re.M), p == re.compile(r"(?P<first>a)(b)?"), hash(p) == hash(copy.copy(p)))
print(re.compile("a") == re.compile(b"a"), re.compile("a") != 1, copy.deepcopy(p) is p, re.compile(p) is p)
print(re.compile(b"a"), re.compile("x" * 300), re.compile("", re.S | re.X | re.A), re.compile("(?i)a").flags)
m = p.search("xAy")
print(m, m.re is p, m.string, m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs)
print(m.group(), m.group(0, 1, 2), m.group("first"), m[True], m.groups(), m.groups("-"), m.groupdict(1))
print(m.span(2), m.start("first"), m.end(), m.expand(r"[\1\2]\n"), copy.copy(m) is m, bool(m))
for cls in (re.Pattern, re.Match):
    print(cls.__name__, cls.__module__)
print(re.fullmatch("é+", "éé").end(), re.search("b", "éb").start(), re.compile(".").search("aéb", 1, 2))
print(repr(re.match("a*", "a" * 100)), re.I, repr(re.I | re.M), re.RegexFlag(2) is re.I, re.NOFLAG)
print(re.escape("a-b.c d\n\0é_"), re.escape(b"[a]"), re.purge())
