"""An iterator of an array is pickled with its place."""
import array
import pickle


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


numbers = array.array("i", [1, 2, 3])
iterator = iter(numbers)
print(next(iterator), iterator.__reduce__(), list(pickle.loads(pickle.dumps(iterator))))
iterator.__setstate__(0)
print(next(iterator), iterator.__setstate__(100), next(iterator, "end"), iterator.__reduce__(), iterator.__setstate__(0))
print(next(iterator, "end"), attempt(lambda: iterator.__setstate__("x")))
