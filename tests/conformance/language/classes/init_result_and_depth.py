"""__init__ must return None wherever the object is made, and making objects in __init__ may go deep."""
import asyncio
import sys


class Bad:
    def __init__(self):
        return 5 if self else None


class Failure(Exception):
    def __init__(self, text, *rest, code=1):
        super().__init__(text)
        self.code = code


class Node:
    def __init__(self, depth, left=None):
        self.left = Node(depth - 1) if depth else left


async def in_coroutine():
    try:
        Bad()
    except TypeError as error:
        print(error)
    try:
        raise Failure("text", 1, code=7)
    except Failure as failure:
        print(failure, failure.code, failure.args)
    print(Node(3, left=9).left.left.left.left)


try:
    Bad()
except TypeError as error:
    print(error)
try:
    raise Failure("text", 1, code=7)
except Failure as failure:
    print(failure, failure.code, failure.args)
asyncio.run(in_coroutine())
sys.setrecursionlimit(5_000)
node = Node(500)
print(type(node.left.left).__name__)
import types
make = types.MethodType(types.MethodType(lambda a, b, c: (a, b, c), 1), 2)
print(make(3))


class Callable:
    def __call__(self, *args):
        return args[1:]


print(types.MethodType(Callable(), 1)(2, 3), types.MethodType(Failure, "bound")().args)
