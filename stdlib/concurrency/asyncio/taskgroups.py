"""Structured concurrency: a block that waits for the tasks made in it, and cancels them when one fails."""

from _asyncio import CancelledError, current_task, get_running_loop

__all__ = ("TaskGroup",)


class TaskGroup:
    """`async with TaskGroup() as group: group.create_task(…)`: the block ends when all tasks of the group have ended."""

    def __init__(self):
        self._entered = self._exiting = self._aborting = self._parent_cancelled = False
        self._loop = self._parent = self._fatal = self._empty = None
        # A dict for its order: tasks are cancelled in the order in which they were made.
        self._tasks = {}
        self._errors = []

    def __repr__(self):
        info = ""
        if self._tasks:
            info += f" tasks={len(self._tasks)}"
        if self._errors:
            info += f" errors={len(self._errors)}"
        if self._aborting:
            info += " cancelling"
        elif self._entered:
            info += " entered"
        return f"<TaskGroup{info}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has been already entered")
        self._loop = get_running_loop()
        self._parent = current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, kind, error, traceback):
        self._exiting = True
        cancellation = error if kind is not None and issubclass(kind, CancelledError) else None
        if kind is not None:
            if self._fatal is None and _is_fatal(error):
                self._fatal = error
            if not self._aborting:
                self._abort()
        while self._tasks:
            self._empty = self._loop.create_future()
            try:
                await self._empty
            except CancelledError as interrupted:
                if not self._aborting:
                    # Cancelled from outside: the children go first, then the parent ends cancelled.
                    cancellation = interrupted
                    self._abort()
            self._empty = None

        try:
            if self._fatal is not None:
                raise self._fatal
            if self._parent_cancelled and self._parent.uncancel() == 0:
                cancellation = None
            if cancellation is not None and not self._errors:
                raise cancellation
            if kind is not None and not issubclass(kind, CancelledError):
                self._errors.append(error)
            if self._errors:
                if self._parent.cancelling():
                    # Somebody else cancels the parent too: that must be seen at its next await.
                    self._parent.uncancel()
                    self._parent.cancel()
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
        finally:
            self._parent = self._errors = self._fatal = None
            cancellation = error = None

    def create_task(self, coro, **options):
        """Makes a task of `coro` that belongs to the group. Takes the keywords of `loop.create_task`."""
        if self._exiting or self._aborting or not self._entered:
            problem = self._refusal()
            if problem is not None:
                coro.close()
                raise RuntimeError(f"TaskGroup {self!r} {problem}")
        task = self._loop.create_task(coro, **options) if options else self._loop.create_task(coro)
        # Also when it is done already (started eagerly): its error must not cancel the parent before the next await.
        self._tasks[task] = None
        task.add_done_callback(self._on_task_done)
        return task

    def _refusal(self):
        if not self._entered:
            return "has not been entered"
        if self._exiting and not self._tasks:
            return "is finished"
        return "is shutting down" if self._aborting else None

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        tasks = self._tasks
        tasks.pop(task, None)
        if not tasks and self._empty is not None and not self._empty.done():
            self._empty.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._fatal is None and _is_fatal(error):
            self._fatal = error
        if self._parent.done():
            self._loop.call_exception_handler({
                "message": f"Task {task!r} has errored out but its parent task {self._parent} is already completed",
                "exception": error,
                "task": task,
            })
        elif not self._aborting and not self._parent_cancelled:
            # The parent may be in the block's body: cancel it there. __aexit__ takes the request back.
            self._abort()
            self._parent_cancelled = True
            self._parent.cancel()


def _is_fatal(error):
    return isinstance(error, (SystemExit, KeyboardInterrupt))
