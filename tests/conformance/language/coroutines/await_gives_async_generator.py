"""An __await__ that returns an async generator is refused: that is no iterator."""


async def numbers():
    yield 1


class Wrong:
    def __await__(self):
        return numbers()


async def main():
    try:
        print(await Wrong())
    except TypeError as error:
        print(error)


try:
    main().send(None)
except StopIteration:
    print("end")
