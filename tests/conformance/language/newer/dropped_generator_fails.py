"""What a generator raises when it is closed because it was dropped is reported, without an address here."""
import gc
import sys


def stubborn():
    try:
        yield 1
    finally:
        yield 2


def failing():
    try:
        yield 1
    finally:
        raise KeyError("in finally")


def deep(function, depth=0):
    return deep(function, depth + 1) if depth < 10 else function()


class Lines:
    text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


for make in (stubborn, failing):
    saved, sys.stderr = sys.stderr, Lines()
    for _ in range(20):
        deep(lambda: next(make()))
    deep(gc.collect)
    lines, sys.stderr = sys.stderr.text.splitlines(), saved
    print(lines[0].split(" at ")[0], "|", lines[-1])
