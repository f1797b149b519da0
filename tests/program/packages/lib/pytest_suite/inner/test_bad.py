"""What fails, each in its way; what pytest says of it is the test."""
import dataclasses

import pytest


@dataclasses.dataclass
class Point:
    x: int
    y: str


def double(value):
    return value * 2


class Thing:
    size = 3

    def grown(self, by, *, twice=False):
        return self.size + by * (1 + twice)


def test_compare():
    thing = Thing()
    assert thing.grown(double(2), twice=True) == thing.size + 1 or double(thing.size) in [1, 2] and not thing


@pytest.mark.parametrize("left, right", [
    ([1, 2, 3, 4], [1, 2, 5, 4, 6]), ({"a": 1, "b": [2], "same": 0}, {"a": 1, "b": [3], "c": 4, "same": 0}), ({1, 2}, {2, 3}), ("one\ntwo\nthree", "one\n2\nthree"),
    ("a" * 100 + "x" + "b" * 5, "a" * 100 + "y" + "b" * 5), (b"bytes", b"bytea"), ((1, (2,)), (1, (3,))), (1.5, None), ("text", ["text"])], ids=["list", "dict", "set", "lines", "long", "bytes", "tuple", "kinds", "mixed"])
def test_equal(left, right):
    assert left == right


def test_dataclass(money):
    assert Point(1, "a") == Point(1, "b")


def test_hook(money):
    assert money(1) == money(2)


def test_message():
    assert [value for value in range(3) if value > 1] == [], f"a message with {double('x')}"


def test_operators():
    a, b, c = 1, [2, 3], {"k": "v"}
    assert -a < 0 and a not in b[1:] and c["k"] is not None and (a if b else c) == 1 and (lambda: a)() and f"{a}" == "1" and a < double(a) < 2 and all(each > 5 for each in b)


def test_walrus():
    assert (found := double(4)) == 9 and found


def test_chain():
    def inner():
        try:
            {}["missing"]
        except KeyError as error:
            raise RuntimeError("from a key") from error

    print("printed before")
    inner()


def test_recursion_of_context():
    try:
        raise ValueError("first")
    except ValueError:
        raise TypeError("second")


def test_error_in_fixture(broken):
    pass


@pytest.fixture
def broken():
    raise OSError("no fixture")


def test_no_such_fixture(nothing_here):
    pass


def test_fail():
    pytest.fail("by hand")


@pytest.mark.xfail
def test_passes_unexpectedly():
    pass


def test_does_not_raise():
    with pytest.raises(ValueError, match="x"):
        pass


def test_other_message():
    with pytest.raises(ValueError, match="^other$"):
        int("y")


@pytest.mark.parametrize("value", [0.3])
def test_approx(value):
    assert 0.4 == pytest.approx(value)


class TestTeardown:
    def teardown_method(self):
        raise ValueError("in teardown")

    def test_fine(self):
        pass
