"""A method that is bound to a method, and so on, ends in RecursionError when it is called."""
from types import MethodType

def function(*arguments):
    return len(arguments)

method = function
for i in range(200000):
    method = MethodType(method, i)
for call in (method, lambda: sorted([1, 2], key=method), lambda: "%s" % method(**{}), lambda: method(*[1])):
    try:
        print(call())
    except RecursionError:
        print("RecursionError")
try:
    method(**{"no such": 1})
except (RecursionError, TypeError) as error:
    print(type(error).__name__)
