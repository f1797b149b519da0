"""asyncio.run of something that cannot be awaited is an error."""
import asyncio

for thing in (1, None, "text", print):
    try:
        asyncio.run(thing)
    except (TypeError, ValueError) as error:
        print("refused")
