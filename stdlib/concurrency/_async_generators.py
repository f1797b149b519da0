"""What runs async generators and other async iterators, written as coroutines."""


async def aclose(generator):
    """Raises GeneratorExit where the generator stands and waits until it has ended."""
    try:
        await generator.athrow(GeneratorExit())
    except (GeneratorExit, StopAsyncIteration):
        return
    raise RuntimeError("async generator ignored GeneratorExit")


async def anext_default(iterator, default):
    """The next item, or `default` at the end."""
    try:
        return await type(iterator).__anext__(iterator)
    except StopAsyncIteration:
        return default


async def close_all(loop, generators):
    """Closes async generators, all at once, and reports what that raises."""
    from asyncio import gather
    results = await gather(*[generator.aclose() for generator in generators], return_exceptions=True)
    for generator, result in zip(generators, results):
        if isinstance(result, Exception):
            loop.call_exception_handler({
                "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                "exception": result,
                "asyncgen": generator,
            })
