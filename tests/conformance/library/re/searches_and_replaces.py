"""Searching, splitting and replacing, with groups by number and by name."""
import re

m = re.search(r"(\w+)-(?P<number>\d+)", "  abc-12 z")
print(m, m.groups(), m.groupdict(), m.span("number"), m.lastgroup, m.lastindex, m.regs)
print(m.expand(r"<\g<number>\1>"), m[0], m["number"], m.start(), m.end(2), m.pos, m.endpos, m.string)
print(re.findall(r"a*", "baac"), re.findall(r"(a)(b)?", "abaa"))
print(re.split(r"(,)|;", "a,b;c"), re.split("x*", "axbc"), re.split(",", "a,b,c", maxsplit=1))
print(re.sub(r"x*", "-", "abxd"), re.subn("a", lambda m: m[0] * 2, "banana"), re.sub("(.)(.)", r"\2\1", "abcde"))
print(re.compile("é+", re.I).findall("xÉéy é"), re.sub(b"a", b"b", b"banana"))
print([m.span() for m in re.finditer(r"\bfoo\b", "foo é foo")])
print(re.compile("a", re.I | re.X), re.compile("a").fullmatch("ab"), re.match("b", "ab"))
print(re.escape("a.b*c"), re.fullmatch("a|ab", "ab"))
