"""Fixtures and hooks of the suite."""
import pytest

ORDER = []


def pytest_addoption(parser):
    parser.addoption("--color-of", default="red", help="a color")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes long")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: "last" in item.name)


def pytest_assertrepr_compare(op, left, right):
    if isinstance(left, Money) and isinstance(right, Money) and op == "==":
        return ["Money that differs:", f"   {left.amount} != {right.amount}"]


def pytest_terminal_summary(terminalreporter):
    terminalreporter.section("fixtures")
    terminalreporter.line(" ".join(ORDER))


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return self.amount == other.amount


@pytest.fixture(scope="session")
def money():
    ORDER.append("session+")
    yield Money
    ORDER.append("session-")


@pytest.fixture(params=["one", "two"], ids=str.upper)
def each(request, money):
    ORDER.append(f"{request.param}+")
    request.addfinalizer(lambda: ORDER.append(f"{request.param}-"))
    return request.param


@pytest.fixture(autouse=True)
def around(request):
    yield
    ORDER.append(".")
