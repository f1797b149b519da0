"""What is stored late in objects, classes, properties and futures lives as long as they do."""
import asyncio
class A:
    def __init__(self, n):
        for i in range(n):
            setattr(self, 'a' + str(i), str(i) * 3)
class B:
    pass
class Name(str):
    pass
objects = [A(n) for n in range(1, 60)]
churn = [[str(i)] for i in range(3000)]
for o in objects:
    o.__class__ = B
    o.late = str(len(o.__dict__)) + '!'
churn = [[str(i)] for i in range(3000)]
print([o.late for o in objects][::9], objects[40].a35, {type(o).__name__ for o in objects})
def make(name):
    def get(self): return name
    get.__doc__ = 'doc of ' + name
    return type(name.upper(), (), {'p': property(get).setter(lambda self, value: None)})
classes = [make('n' + str(i)) for i in range(300)]
churn = [[str(i)] for i in range(3000)]
print(all(c.__qualname__ == 'N' + str(i) and c().p == 'n' + str(i) and c.p.__doc__ == 'doc of n' + str(i) for i, c in enumerate(classes)))
async def wait():
    await asyncio.sleep(10)
async def main():
    tasks = [asyncio.create_task(wait(), name='task ' + str(i)) for i in range(300)]
    await asyncio.sleep(0)
    for i, t in enumerate(tasks): t.cancel('message ' + str(i))
    churn = [[str(i)] for i in range(3000)]
    for i, t in enumerate(tasks):
        try:
            await t
        except asyncio.CancelledError as error:
            assert error.args == ('message ' + str(i),), error.args
    print(tasks[299].get_name(), tasks[7].cancelled())
asyncio.run(main())
