"""A key that says it is equal to a string is found by the string, and the other way round."""


class Like:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, Like) else other)


class Loud(str):
    __hash__ = str.__hash__

    def __eq__(self, other):
        return str(self).lower() == str(other).lower() and other != "never"


d = {Like("a"): 1, "b": 2, Loud("c"): 3}
print(d["a"], d[Like("b")], d["c"], d.get("d"), len(d))
d["a"] = 10
d["c"] = 30
d[Like("b")] = 20
print([type(key).__name__ for key in d], list(d.values()))
print("a" in d, d.pop("a"), "a" in d, d.setdefault("c", 0))
