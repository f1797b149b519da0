"""Generators and coroutines show their frames in the order of the calls."""
def numbers():
    yield 1
    yield from more()
def more():
    yield 2
    raise LookupError('no more numbers')
async def leaf():
    return sum(numbers())
async def root():
    return await leaf()
root().send(None)
