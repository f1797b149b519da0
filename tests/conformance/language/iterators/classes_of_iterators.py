"""The classes of iterators over ranges, strs and dicts, and what copies of them are made of."""
import copy

for source in (range(3), range(2**61, 2**61 + 3), range(2**63 - 2, 2**63 + 1), range(-(2**63), 2**63), range(2**64, 2**65, 2**63), range(0, 1, 2**70)):
    for iterator in (iter(source), reversed(source)):
        print(type(iterator).__name__, iterator.__reduce__()[0].__name__, next(copy.copy(iterator)))
        if abs(source.stop - source.start) < 10:
            print(list(copy.copy(iterator)), iterator.__length_hint__())
for source in ("", "a", "é", "aé", "日本"):
    print(type(iter(source)).__name__, list(iter(source)), iter(source).__reduce__())
    iterator = iter(source)
    list(iterator)
    print(iterator.__reduce__())
mapping = {1: 2, 3: 4}
for source in (mapping, mapping.keys(), mapping.values(), mapping.items()):
    for iterator in (iter(source), reversed(source)):
        print(type(iterator).__name__, iterator.__length_hint__(), iterator.__reduce__(), list(copy.copy(iterator)), list(iterator))
for iterator in (iter("é"), iter(range(2**70)), reversed(mapping), reversed(mapping.values()), reversed(mapping.items())):
    try:
        type(iterator)()
    except TypeError as error:
        print(error)
