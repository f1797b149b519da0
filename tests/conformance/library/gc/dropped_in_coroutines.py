"""What a generator or coroutine that runs has dropped is gone after gc.collect(), and what its callers hold is not."""
import asyncio
import gc
import weakref


class A:
    pass


def reference(a, *rest, **names):
    return weakref.ref(a)


def alive(refs):
    gc.collect()
    return [r() is not None for r in refs]


async def inner():
    a, b = A(), A()
    a.b, b.a = b, a
    refs = [weakref.ref(a), weakref.ref(b)]
    del a, b
    gc.collect()
    print([r() is not None for r in refs])
    refs = [reference(A()), reference(A(), A()), reference(*[A(), A()], name=A())]
    for x in [A(), A()]:
        refs.append(weakref.ref(x))
    x = None
    print(alive(refs))
    kept = A()
    return [reference(kept)], kept


async def main():
    held = A()
    refs = [weakref.ref(held)]
    kept_refs, kept = await inner()
    await asyncio.sleep(0)
    print(alive(refs), alive(kept_refs))
    kept_refs, kept = await asyncio.create_task(inner())
    print(alive(refs), alive(kept_refs))
    kept = None
    print(alive(refs), alive(kept_refs))


def generator():
    held = A()
    refs = [reference(A()), weakref.ref(held)]
    gc.collect()
    yield [r() is not None for r in refs]
    for x in [A(), A()]:
        refs.append(weakref.ref(x))
    del x
    gc.collect()
    yield [r() is not None for r in refs]


def delegating():
    held = A()
    ref = weakref.ref(held)
    yield from generator()
    yield alive([ref])


asyncio.run(main())
for row in delegating():
    print(row)
