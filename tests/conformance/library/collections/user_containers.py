"""UserDict, UserList and UserString are what they keep, and derived classes stay themselves."""
import copy
from collections import UserDict, UserList, UserString


class Doubling(UserDict):
    def __missing__(self, key):
        return key * 2


mapping = Doubling(a=1)
print(mapping, mapping["b"], "b" in mapping, mapping | {"c": 3}, {"c": 3} | mapping, mapping.copy(), type(mapping.copy()).__name__)
print(len(mapping), copy.copy(mapping), UserDict.fromkeys("ab", 1), UserDict({"x": 1}, y=2) == {"x": 1, "y": 2})
mapping |= {"z": 5}
print(mapping, dict(mapping))
try:
    UserDict()["missing"]
except KeyError as error:
    print(repr(error))

numbers = UserList([3, 1, 2])
numbers.append(4)
print(numbers, numbers[1:], numbers + [5], [0] + numbers, numbers * 2, sorted(numbers), numbers == [3, 1, 2, 4], numbers < [4])
numbers.sort(reverse=True)
print(numbers, numbers.pop(), numbers, numbers.index(2), numbers.count(1))
numbers += [9]
numbers.extend(UserList([7]))
print(numbers, copy.copy(numbers), numbers.copy(), type(numbers[:1]).__name__)

text = UserString("Hello")
print(text, repr(text), text.upper(), type(text.upper()).__name__, text + "x", "x" + text, text * 2, text[1:3], text.find("l"))
print(text.split("l"), text.encode(), text == "Hello", hash(text) == hash("Hello"), text.startswith("He"), text.join(["a", "b"]), "l" in text)
print(UserString("%s!") % "a", int(UserString("5")), text.center(11, "*"), UserString("x{}").format(1), text.replace("l", UserString("L")))
