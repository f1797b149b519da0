"""A coroutine can be driven with send, throw and close."""
class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        return (yield self.question)

async def dialog():
    try:
        name = await Ask("name?")
        age = await Ask(f"age of {name}?")
        return name, age
    except KeyError as error:
        return await Ask(f"error {error}")

coroutine = dialog()
print(coroutine.send(None))
print(coroutine.send("Eva"))
try:
    coroutine.send(30)
except StopIteration as stop:
    print(stop.value)
coroutine = dialog()
coroutine.send(None)
print(coroutine.throw(KeyError("k")))
try:
    coroutine.send("end")
except StopIteration as stop:
    print(stop.value)
coroutine = dialog()
coroutine.send(None)
coroutine.close()
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)
