"""Tracebacks by rich, with locals and without."""
import io

from rich.console import Console
from rich.traceback import Traceback


def shown(thing):
    target = Console(file=io.StringIO(), width=76, force_terminal=False, _environ={})
    target.print(thing)
    return target.file.getvalue()


def failing(number, text="[b]not markup"):
    local = {"number": number, "list": list(range(5))}
    if number:
        return failing(number - 1)
    try:
        return local["missing"]
    except KeyError as error:
        raise ValueError("a [red]bad[/red] value") from error


def main():
    try:
        failing(2)
    except ValueError:
        for options in {}, {"show_locals": True, "locals_max_length": 3}, {"max_frames": 4, "extra_lines": 1, "word_wrap": True}:
            print("==", options)
            print("\n".join(line for line in shown(Traceback(width=76, **options)).splitlines() if ".py:" not in line))
    try:
        eval("1 +")
    except SyntaxError:
        print("SyntaxError" in shown(Traceback()))
    try:
        raise ExceptionGroup("several", [ValueError(1)])
    except ExceptionGroup as group:
        print(shown(Traceback.from_exception(type(group), group, None)))


main()
