"""Methods of async generators that run the generator, written as coroutines."""


async def aclose(generator):
    """Raises GeneratorExit where the generator stands and waits until it has ended."""
    try:
        await generator.athrow(GeneratorExit())
    except (GeneratorExit, StopAsyncIteration):
        return
    raise RuntimeError("async generator ignored GeneratorExit")
