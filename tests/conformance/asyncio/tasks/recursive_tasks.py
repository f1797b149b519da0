"""Tasks that make tasks: a tree gathered level by level."""
import asyncio

async def node(level):
    if level == 0:
        return 1
    return sum(await asyncio.gather(*[node(level - 1) for _ in range(3)]))

print(asyncio.run(node(6)))
