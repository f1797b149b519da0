"""Context variables: values by context, tokens, run(), and what each reports."""
import contextvars
import re


def shown(value):
    return re.sub("0x[0-9a-f]+", "0x", repr(value))


def attempt(function, *arguments, **keywords):
    try:
        print(shown(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, re.sub("0x[0-9a-f]+", "0x", str(error)))


name = contextvars.ContextVar("name", default="nobody")
bare = contextvars.ContextVar("bare")
print(name.name, name.get(), name.get("given"), shown(name), shown(bare))
attempt(bare.get)
print(bare.get(5))
attempt(contextvars.ContextVar)
attempt(contextvars.ContextVar, 5)
attempt(contextvars.ContextVar, "a", 5)

token = name.set("one")
print(shown(token), token.var is name, token.old_value is token.MISSING, contextvars.Token.MISSING)
second = name.set("two")
print(second.old_value, name.get())
name.reset(second)
print(name.get(), shown(second))
attempt(name.reset, second)
attempt(bare.reset, token)
attempt(name.reset, 5)
other = contextvars.copy_context()
attempt(other.run, name.reset, token)
name.reset(token)
print(name.get())
attempt(contextvars.Token)

context = contextvars.copy_context()


def change(value, *, extra=None):
    bare.set(value)
    name.set(extra)
    return bare.get(), name.get()


print(context.run(change, 1, extra=2))
attempt(bare.get)
print(len(context), context[bare], context.get(name), bare in context, sorted(variable.name for variable in context))
print(sorted(context.values()), sorted((variable.name, value) for variable, value in context.items()), [variable.name for variable in context.keys()] != [])
copy = context.copy()
print(copy == context, copy is context, len(copy))
copy.run(change, 3)
print(copy == context, context[bare], copy[bare])
empty = contextvars.Context()
print(len(empty), empty == contextvars.Context(), empty.get(bare), empty.get(bare, 7))
attempt(lambda: empty[bare])
attempt(lambda: empty["x"])
attempt(lambda: 5 in empty)
attempt(empty.run)
attempt(contextvars.Context, 1)
attempt(hash, empty)
attempt(lambda: empty.run(empty.run, print))
attempt(empty.run, lambda: 1 / 0)
attempt(empty.run, print, "again")


class Meta(type(contextvars.ContextVar)):
    pass


for base in (contextvars.Context, contextvars.ContextVar, contextvars.Token):
    try:
        type("Sub", (base,), {})
    except TypeError as error:
        print(error)


def nested(depth):
    bare.set(depth)
    if depth:
        contextvars.copy_context().run(nested, depth - 1)
    return bare.get()


print(contextvars.Context().run(nested, 5))


def generator():
    bare.set("in generator")
    yield bare.get()
    yield bare.get()


def through():
    steps = generator()
    next(steps)
    print(bare.get())
    bare.set("outside")
    print(next(steps))


contextvars.copy_context().run(through)
many = [contextvars.ContextVar(f"v{i}") for i in range(100)]
tokens = [variable.set(i) for i, variable in enumerate(many)]
print(sum(variable.get() for variable in many), len(contextvars.copy_context()))
for variable, one in zip(many, tokens):
    variable.reset(one)
print(len(contextvars.copy_context()))
