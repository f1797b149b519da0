"""A Runner makes its loop with the factory it was given."""
import asyncio

made = []

def factory():
    loop = asyncio.new_event_loop()
    made.append(loop)
    return loop

async def main():
    return asyncio.get_running_loop()

with asyncio.Runner(loop_factory=factory, debug=True) as runner:
    print(runner.run(main()) is made[0], made[0].get_debug())
print(len(made), made[0].is_closed())
