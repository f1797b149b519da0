"""Strings: building, formatting, splitting, searching, encoding, and a small parser."""


def tokens(source):
    at = 0
    while at < len(source):
        c = source[at]
        if c.isspace():
            at += 1
        elif c.isdigit():
            start = at
            while at < len(source) and source[at].isdigit():
                at += 1
            yield "number", source[start:at]
        elif c.isalpha():
            start = at
            while at < len(source) and source[at].isalnum():
                at += 1
            yield "name", source[start:at]
        else:
            at += 1
            yield "sign", c


def run(n):
    total = 0
    line = ",".join(f"field{i}" for i in range(40))
    for i in range(n):
        parts = line.split(",")
        total += len(parts[i % 40].upper().strip().replace("F", "g"))
        text = "%d-%s: %05.2f" % (i, "abc", i / 3)
        total += len(f"{i:>8} {text!r} {i * 2:x}") + text.find(":") + text.count("-")
        total += len("{} {name}".format(i, name="n")) + ("b" in text) + text.startswith("1")
        total += len(str(i).encode().decode()) + int("12" + str(i % 10))
    source = "value = (alpha + 42) * beta2 - gamma / 7; " * 40
    kinds = {}
    for kind, text in tokens(source):
        kinds[kind] = kinds.get(kind, 0) + len(text)
    s = ""
    for c in source:
        s += c.lower() if c != "a" else "\u00e4"
    return total, kinds, len(s.title()), sorted(set(s.split()))


for _ in range(6):
    run(3000)
