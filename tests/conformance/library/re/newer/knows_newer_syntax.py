"""What 3.12 to 3.14 changed: \\z, \\B in an empty text, names of groups that are not ASCII, and arguments by position."""
import re
import warnings

print(re.search(r"a\z", "ba"), re.search(r"a\z", "a\n"), re.findall(r"\B", ""), re.error is re.PatternError)
for pattern in [b"(?P<\xe9>a)", b"(?(\xe9)a)", "(?(\u0661)a)", "(a)(?(+1)b)", "(a)(?( 1)b)"]:
    try:
        print(re.compile(pattern))
    except re.PatternError as e:
        print(type(e).__name__, ascii(str(e)))
for template in [r"\g<+1>", r"\g< 1>", "\\g<\u0661>"]:
    try:
        print(re.sub("(a)", template, "a"))
    except re.PatternError as e:
        print(ascii(str(e)))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(re.sub("a", "b", "aa", 1), re.subn("a", "b", "aA", 1, re.I), re.split("a", "1a2a3", 1))
print([(w.category.__name__, str(w.message)) for w in caught])
for call in (lambda: re.sub("a", "b", "c", 1, count=1), lambda: re.sub("a", "b", "c", 1, 2, 3),
             lambda: re.split("a", "b", 1, 2, 3)):
    try:
        call()
    except TypeError as e:
        print(e)
