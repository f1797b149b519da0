"""Patterns that try very many ways come to the same end by another engine, with the same groups."""
import re

text = "a" * 21
print(re.match("(a+)+b", text), re.search("(?:a|aa)+$", text + "b"), re.fullmatch("(a|aa)*", text + "b"))
print(re.search("((?:a|aa)+)(c)", text + "c").groups(), re.search("(?=a)(a+)+b", text), re.match(r"(a+)+\1b", text[:18]))
print(re.sub("(?:a|aa)+b|c", "-", text + "cab"), re.findall("(?:é|a|aa)+b|(c)", text + "éc"))
print(len(re.match("(?:a|b)*", "ab" * 50000)[0]), re.match("(?:(a)|(b))*?c", "ab" * 50000 + "c").span())
print(re.match("a{70000}", "a" * 70000).end(), re.match("a{2,70000}?b", "aaab").end())
words = "|".join("%d" % n for n in range(10000))
print(re.match(words, "1000")[0], re.findall("(?:%s)x" % words, "123x 9999x"))
print(re.compile("(" * 90 + "a" + ")" * 90).match("a").lastindex)
