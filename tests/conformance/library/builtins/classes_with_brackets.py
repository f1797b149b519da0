"""Classes that take types in brackets, though they do nothing with them."""

import re
from concurrent.futures import Future
from concurrent.futures.thread import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AbstractContextManager

for kind in (enumerate, re.Pattern, re.Match, Future, AbstractContextManager, AbstractAsyncContextManager):
    print(kind[int], kind[int, str].__args__, kind[int].__origin__ is kind)
print(list(enumerate[int]("ab")), re.compile("x")[0:0] if hasattr(re.Pattern, "__getitem__") else "no items")
for kind in (zip, map, filter, reversed, ThreadPoolExecutor):
    try:
        print(kind[int])
    except TypeError as error:
        print(error)
