"""A parameter that a finally around another one deletes is bound until then."""


def f(value, other=None):
    try:
        try:
            return value.upper()
        finally:
            print(value)
    finally:
        del value


print(f("text"))
