"""A coroutine kept in a variable and never awaited is reported with the place of its definition, when it is collected or the
program ends. CPython names the line that happened to run when its count of references fell to zero, or sys:1. Way round: none
is needed."""
import gc


async def kept():
    pass


def drop_later():
    coroutine = kept()


drop_later()
gc.collect()
still_there = kept()
closed = kept()
closed.close()
print("end")
