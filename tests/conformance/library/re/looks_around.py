"""Look-around, references, conditions, and what is taken at once and for good."""
import re

for pattern, text in [
    (r"(?<=a)b|(?<!a)c", "ab ac bc"), (r"\w+(?=\.)", "a.bc d."), (r"(?!a)\w", "ab"), (r"(\w)\1", "abba aa"),
    (r"(?P<q>['\"]).*?(?P=q)", "'a' \"b'c\""), (r"(<)?a(?(1)>|!)", "<a> a! <a! a>"), (r"(?i)(a)\1", "aA"),
    (r"(?<=(?=a).)b", "ab"), (r"(a)|b(?(1)c|d)", "bd a bc"), (r"(?=(a+))", "baaab"), (r"(?:(a)|b)*", "ab ba"),
    (r"(a?)*", "aab"), (r"(a|b*)*", "abb"), (r"(?:a|ab)(?:c|bcd)(d*)", "abcd"), (r"x*?y??", "xxy"), ("(?:){3}a", "a"),
    (r"(a{2}){1,2}", "aaaaa"), (r"a{,2}b", "aab a{,2}b"), (r"a{ 1}", "a{ 1}"), (r"(()|a)+b", "aab"),
]:
    print(pattern, [(m.span(), m.groups(), m.lastindex) for m in re.finditer(pattern, text)])
print(re.search(r"(?>a+)b", "aab").span(), re.search(r"(?>a|ab)c", "abc"), re.search("a++a", "aaa"))
print(re.match("a*+b", "aab").span(), re.match("(?:ab)?+c", "abc").span(), re.match("a{1,2}+a", "aa"))
print(re.compile("b").search("abab", 2).span(), re.compile("^b").search("ab", 1), re.compile("b$").search("abc", 0, 2).span())
print(re.compile(r"(?<=a)b").match("ab", 1).span(), re.compile(r"\b").search("ab", 1).span())
