"""Bars of rich, with a clock of one's own."""
import io

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, track, wrap_file


def console(width=60):
    return Console(file=io.StringIO(), width=width, height=20, force_terminal=False, _environ={})


moment = [0.0]
with Progress(TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.percentage:>3.0f}% {task.speed}"), console=console(60), auto_refresh=False, get_time=lambda: moment[0]) as progress:
    task = progress.add_task("work", total=8)
    other = progress.add_task("[red]other", total=None)
    for _ in range(5):
        moment[0] += 0.5
        progress.advance(task)
    progress.update(other, completed=3, total=3, description="done")
    progress.refresh()
    print([each.finished for each in progress.tasks], progress.tasks[0].speed, progress.tasks[0].time_remaining)
print(progress.console.file.getvalue())
with Live("first", console=console(20), auto_refresh=False) as live:
    live.update("second", refresh=True)
print(repr(live.console.file.getvalue()))
print(list(track(range(3), console=console(), description="tracked", auto_refresh=False)))
with wrap_file(io.BytesIO(b"one\ntwo\n"), 8, console=console(), auto_refresh=False) as file:
    print(file.readline(), file.read(), file.closed)
