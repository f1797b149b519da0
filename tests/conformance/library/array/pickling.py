"""Arrays and their iterators are pickled, by bytes of a machine's format or as lists."""
import array
import copy
import pickle


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Own(array.array):
    pass


for code in "bBuhHiIlLqQfd":
    numbers = array.array(code, "abc" if code == "u" else [1, 2, 3])
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        if pickle.loads(pickle.dumps(numbers, protocol)) != numbers:
            print("differs", numbers, protocol)
    print(numbers.__reduce_ex__(2), numbers.__reduce_ex__(4)[1:])
    print(copy.copy(numbers), copy.deepcopy(numbers))
own = Own("i", [1])
own.name = "x"
print(own.__reduce_ex__(4)[1:], pickle.loads(pickle.dumps(own)).name, pickle.loads(pickle.dumps(own, 2)).name)

make = array._array_reconstructor
for arguments in ((1, "b", 0, b""), (str, "b", 0, b""), (array.array, "?", 0, b""), (array.array, "b", "x", b""),
                  (array.array, "b", -2, b""), (array.array, "b", 22, b""), (array.array, "i", 8, "s"),
                  (array.array, "i", 8, b"abc"), (array.array, "i", 9, b"abc"), (array.array, "i", 9, b"\0\0\0\1"),
                  (array.array, "B", 13, b"\0\0\0\0\0\0\0\1"), (array.array, "d", 15, b"\x3f\x80\0\0"),
                  (array.array, "d", 17, b"\x3f\xf0\0\0\0\0\0\0"), (array.array, "u", 19, b"\0a\0b"), (array.array, "u", 19, b"\0a"),
                  (array.array, "u", 21, b"\0\0\0a\0\0\0b"), (array.array, "i", 1, b"\xff"), (array.array, "b", 5, b"\xff\0")):
    print(arguments[1:], attempt(lambda: make(*arguments)))
