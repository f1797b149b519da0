"""collections.abc.Callable with arguments: what it shows, takes, refuses, and how parameters are replaced."""
import collections.abc
import typing
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, get_args, get_origin

T = TypeVar("T")
P = ParamSpec("P")


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for make in (
    lambda: Callable[[int, str], bool],
    lambda: Callable[[], None],
    lambda: Callable[..., T],
    lambda: Callable[P, T],
    lambda: Callable[P, T][[int, str], bool],
    lambda: Callable[P, T][..., bool],
    lambda: Callable[P, T][Concatenate[int, P], bool],
    lambda: Callable[Concatenate[int, P], T],
    lambda: Callable[[T, int], T][str],
    lambda: Callable[[T], int].__args__,
    lambda: Callable[[T], int].__parameters__,
    lambda: Callable[[int, str], bool].__args__,
    lambda: get_args(Callable[[int, str], bool]),
    lambda: get_args(Callable[..., bool]),
    lambda: get_args(Callable[P, bool]),
    lambda: get_origin(Callable[[int], bool]) is Callable,
    lambda: Callable[[int], bool] == Callable[[int], bool],
    lambda: Callable[[int], bool] == Callable[[str], bool],
    lambda: Callable[[int], bool] | None,
    lambda: Callable[int],
    lambda: Callable[int, str],
    lambda: Callable[[int], str][int],
    lambda: isinstance(len, Callable),
):
    attempt(make)


