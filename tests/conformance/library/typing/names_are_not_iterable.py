"""What typing exports takes brackets, but is no sequence: iterating over it is an error, not endless."""
import typing

for thing in (typing.List, typing.Callable, typing.Optional, typing.Union[int, str], typing.Literal, int | str):
    for use in (iter, list, set, lambda it: 1 in it):
        try:
            use(thing)
            print("iterable", thing)
        except TypeError as error:
            assert "not iterable" in str(error) or "not a container" in str(error), error
print("done")
