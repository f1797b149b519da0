"""A string asked for again finds what stands there now, whatever happened to the dict in between."""
import gc


def fresh(text):
    """A string of its own each time, equal to the key and not it."""
    return "".join(list(text))


def ask(d, key):
    return d.get(key), key in d, d[key] if key in d else None


d = {f"word {i}": i for i in range(40)}
key = fresh("word 7")
print(ask(d, key), ask(d, key))
d[key] = "new"
print(ask(d, key), [k for k in d if k == key][0] is key)
del d[key]
print(ask(d, key), d.pop(key, "gone"))
d[key] = "again"
print(ask(d, key), list(d)[-1] is key)
d.update({f"more {i}": i for i in range(200)})
print(ask(d, key), len(d))
while d:
    last, _ = d.popitem()
    if last == "word 5":
        break
print(ask(d, key), key in d)
d.clear()
print(ask(d, key), d.setdefault(key, 1), ask(d, key))
other = {fresh("word 7"): "other"}
print(d.get(key), other.get(key), d.get(key), other.pop(key), d.get(key), other.get(key))
copy = d.copy()
copy[key] = 2
d |= {fresh("word 7"): 3}
print(d[key], copy[key], d.pop(key), copy.get(key), d.get(key))
counts = {}
for word in "a b a c b a".split() * 3:
    counts[word] = counts.get(word, 0) + 1
    if word == "c":
        gc.collect()
print(counts)
for n in range(3):
    made = {fresh("key"): n}
    print(made[fresh("key")], made.get(fresh("key")), end=" ")
    made[fresh("key")] += 10
    print(made)


class Text(str):
    def __eq__(self, other):
        print("asked", end=" ")
        return str.__eq__(self, other)

    __hash__ = str.__hash__


d = {Text("k"): 1, "l": 2}
print(d.get("k"), d.get(fresh("k")), d.get("l"))
numbers = {1: "int", -1: "minus one", 2 ** 61 - 1: "prime", 2 ** 62: "large"}
print(numbers[True], numbers[1.0], numbers[-1], numbers.get(0), numbers[2 ** 61 - 1], numbers[2 ** 62], numbers.get(-2))
numbers[True] = "true"
numbers[0] = "zero"
numbers[False] = "false"
print(numbers, numbers.get(2 ** 62 + 1), {**numbers, 0.0: 1}[0])


class Sub(dict):
    def __missing__(self, key):
        return f"missing {key}"


sub = Sub(a=1)
print(sub["a"], sub["b"], sub[3], sub.get("b"))
sub["b"] = 2
print(sub["b"], sub)
