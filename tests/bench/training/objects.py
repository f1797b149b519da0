"""Classes, calls of every kind, closures, exceptions and context managers."""


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))


class Account:
    count = 0

    def __init__(self, owner, *, balance=0):
        self.owner = owner
        self.balance = balance
        Account.count += 1

    @property
    def is_empty(self):
        return self.balance == 0

    @classmethod
    def of(cls, owner):
        return cls(owner, balance=10)

    def deposit(self, amount, note=None):
        if amount < 0:
            raise ValueError(f"{amount} is negative")
        self.balance += amount
        return self.balance

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class Savings(Account):
    def deposit(self, amount, note=None):
        return super().deposit(amount + 1, note=note)


def counter():
    total = 0

    def add(n, *rest, **named):
        nonlocal total
        total += n + len(rest) + len(named)
        return total

    return add


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run(n):
    at = Point(0, 0)
    seen = {}
    accounts = [Account.of(str(i)) if i % 2 else Savings(str(i)) for i in range(20)]
    add = counter()
    failed = 0
    for i in range(n):
        at = at + Point(i, 1)
        seen[Point(i % 7, 1)] = i
        account = accounts[i % 20]
        with account:
            try:
                account.deposit(i % 50 - 1, note="n")
            except ValueError:
                failed += 1
        if not account.is_empty and isinstance(account, Savings):
            add(i, 1, 2, key=3)
    return at.x, len(seen), failed, add(0), fib(18)


for _ in range(3):
    run(20000)
