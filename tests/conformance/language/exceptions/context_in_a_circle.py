"""A chain of contexts that a script has closed to a circle does not keep an exception from being raised."""


def closed_to_itself():
    try:
        raise ValueError(1)
    except ValueError as error:
        error.__context__ = error
        raise TypeError(2)


def closed_behind():
    first, second, third = ValueError("first"), ValueError("second"), ValueError("third")
    first.__context__, second.__context__, third.__context__ = second, third, second
    try:
        raise first
    except ValueError:
        raise TypeError("new")


def closed_by_the_new_one():
    first, second, third = ValueError("first"), ValueError("second"), ValueError("third")
    first.__context__, second.__context__, third.__context__ = second, third, first
    try:
        raise first
    except ValueError:
        raise third


for function in (closed_to_itself, closed_behind, closed_by_the_new_one):
    try:
        function()
    except Exception as error:
        chain = []
        while error is not None and len(chain) < 6:
            chain.append(repr(error))
            error = error.__context__
        print(function.__name__, *chain)
