"""Strings around 63 and 64 bytes, ASCII and not, made in each way: text, length, items, hash; needles of a few bytes."""
for unit in ("a", "é", "€", "𝄞"):
    for size in (60, 61, 62, 63, 64, 65, 66, 127, 128, 129):
        count = size // len(unit.encode())
        text = unit * count
        parts = "".join([unit] * count)
        grown = ""
        for _ in range(count):
            grown += unit
        shown = f"{unit * (count - 1)}{unit}"
        cut = ("x" + text + "y")[1:-1]
        assert text == parts == grown == shown == cut and len({text, parts, grown, shown, cut}) == 1
        assert len(grown) == count and grown[0] == grown[-1] == grown[count // 2] == unit and grown[count - 2:] == unit * 2
        assert hash(text) == hash(grown) and grown.encode().decode() == text and (grown + "!")[:-1] == text
        assert text.find(unit * 2) == 0 and text.rfind(unit) == count - 1 and text.find(unit + "!") == -1
        assert (text + "!").find(unit + "!") == count - 1 and (text + "!?").index("!?") == count


class Text(str):
    pass


for size in (10, 63, 64, 100):
    text = Text("é" * size)
    text.note = size
    copy = text[:]
    print(len(text), text[size - 1], text.note, type(copy).__name__, hash(text) == hash(copy), len(text + "x"), Text(text).count("é"))
base = "0123456789" * 6
for more in ("abc", "abcd", "äbc", "abcde", "äöüß"):
    a = base + more
    b = a
    a += "-one"
    b += "-two"
    print(a[58:], b[58:], a.index("-"), b.find("two"), (a + b).find("0-"), len(a), a[-5], "x".join([a, b])[60:70])
text = "hello world " * 20
for needle in ("wx", "ld ", "o w", "d h", "wo", "world h", "xx", "d hello worle", " ", "lo", "w" * 3, text + "x", text[5:]):
    print(text.find(needle), text.find(needle, 30), text.count(needle), needle in text, text.encode().find(needle.encode()), text.rfind(needle), end="; ")
print()
print(("w" * 100).find("wx"), ("w" * 100 + "x").find("wx"), ("wa" * 50 + "wx").find("wx"), b"\x00\x01\x00\x02".find(b"\x00\x02"), "ab".find("abc"), "aab".find("ab"), "a".find("ab"))
