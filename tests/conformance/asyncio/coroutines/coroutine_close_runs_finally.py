"""Closing a suspended coroutine raises GeneratorExit at its await; awaiting again there is a RuntimeError."""
class Pause:
    def __await__(self):
        yield

async def polite():
    try:
        await Pause()
    finally:
        print("finally")

async def rude():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()

coroutine = polite()
coroutine.send(None)
coroutine.close()
coroutine = rude()
coroutine.send(None)
try:
    coroutine.close()
except RuntimeError as error:
    print(error)
