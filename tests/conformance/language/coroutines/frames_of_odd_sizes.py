"""Coroutines with a variable more run in the frames of those that have ended."""


async def run(n):
    names = [f'v{i}' for i in range(n)]
    body = ''.join(f'    {name} = {i}\n' for i, name in enumerate(names))
    space = {}
    exec(f'async def made():\n{body}    return {" + ".join(names)}', space)
    for _ in range(3):
        assert await space['made']() == sum(range(n))


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError


for n in (1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 1):
    drive(run(n))
