"""The repr of a future shows its first and last callback and how many are between, whatever their reprs do."""
import asyncio


class Callback:
    def __init__(self, name, future, removed):
        self.name = name
        self.future = future
        self.removed = removed

    def __call__(self, future):
        pass

    def __repr__(self):
        for each in self.removed:
            self.future.remove_done_callback(each)
        return self.name


async def main():
    future = asyncio.get_running_loop().create_future()
    callbacks = [Callback(f"C{number}", future, ()) for number in range(6)]
    for each in callbacks:
        future.add_done_callback(each)
        print(future)
    for each in callbacks[:5]:
        future.remove_done_callback(each)
        print(future)
    future.remove_done_callback(callbacks[5])
    print(future)

    # The first removes all.
    everything = []
    first = Callback("first", future, everything)
    everything += [first, *callbacks]
    for each in everything:
        future.add_done_callback(each)
    print(future)
    print(future)

    # The last removes the first.
    future.add_done_callback(callbacks[0])
    future.add_done_callback(Callback("last", future, callbacks[:1]))
    print(future)
    print(future)


asyncio.run(main())
