"""In a function with hundreds of variables operators written in Python, calls and objects work as in any other."""
names = [f"v{i}" for i in range(300)]
body = "\n".join(f"    {name} = {i}" for i, name in enumerate(names))
source = f"""
class Money:
    def __init__(self, amount, unit="EUR"):
        self.amount = amount
        self.unit = unit
    def __add__(self, other):
        return Money(self.amount + other.amount)
    def __getitem__(self, index):
        return self.amount * index
    def __call__(self, *args, **keywords):
        return (self.amount, args, keywords)

def f():
{body}
    a = Money(1)
    b = Money(2, unit="USD")
    c = a + b
    d = c[v299]
    return c.amount, d, c(v298, k=v297), [x + v296 for x in (1, 2)], b.unit

async def g():
{body}
    a = Money(1)
    b = Money(2, unit="USD")
    c = a + b
    return c.amount, c[v299], c(v298, k=v297), b.unit
"""
space = {}
exec(source, space)
print(space["f"]())
try:
    space["g"]().send(None)
except StopIteration as stop:
    print(stop.value)
