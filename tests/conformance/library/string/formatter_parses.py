"""string.Formatter and templates; how _string reads formats and the names of fields."""
import _string
import string


def tried(function, *arguments):
    try:
        return function(*arguments)
    except (ValueError, TypeError) as error:
        return type(error).__name__, str(error)


for text in (
    "abc", "a{}b", "{0.x[1]!r:>{w}}", "{{}}", "{", "}", "a}b", "{a!r:}", "{a:{b}{c}}", "{a[}]}", "", "{!r}", "{:}", "a{{b}}c", "{a:", "{[}",
    "\xe9{\xfc!s:\xdf}\u65e5", "{0[{}]}", "{}}", "{a: {{ }}", "{ a }",
):
    print(ascii(text), ascii(tried(lambda: list(_string.formatter_parser(text)))))


def split(text):
    first, rest = _string.formatter_field_name_split(text)
    return first, list(rest)


for text in ("a", "0", "0.x", "a[b]", "a[0].c", "a.", "a[", "a[]", ".a", "[0]", "a..b", "a[b]c", "", "1" * 25, "a.b[c][1]", "-1", "01", "a[01]", "]"):
    print(text, tried(split, text))
print(tried(_string.formatter_parser, 1), tried(_string.formatter_field_name_split, b""))
formatter = string.Formatter()
print(formatter.format("{0} {name!r:>6} {0[1]} {1.real} {{}}", "xy", 5, name="z"))
print(formatter.vformat("{} {}", (1, 2), {}))
print(string.Template("$who likes ${what} $$").substitute(who="tim", what="kung pao"))
print(string.capwords("hello  world"), string.ascii_letters, string.punctuation)
