"""Futures, and their links with the futures of threads."""

from _asyncio import Future, get_event_loop, isfuture

__all__ = ("Future", "isfuture", "wrap_future")


def wrap_future(future, *, loop=None):
    """An asyncio future that follows a concurrent.futures.Future, and cancels it when it is cancelled."""
    if isfuture(future):
        return future
    follower = (get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, follower)
    return follower


def _copy_outcome(source, target):
    """Gives `target`, not done, the outcome of `source`, which is; either may be a future of threads."""
    if source.cancelled():
        target.cancel()
        if not isfuture(target):
            target.set_running_or_notify_cancel()
        return
    if not isfuture(target) and not target.set_running_or_notify_cancel():
        return
    error = source.exception()
    if error is not None:
        target.set_exception(_own_error(error))
    else:
        target.set_result(source.result())


def _own_error(error):
    """The asyncio twin of an exception that concurrent.futures raises about itself."""
    from concurrent.futures import CancelledError as ThreadCancelled, InvalidStateError as ThreadInvalid
    kind = type(error)
    if kind is ThreadCancelled or kind is ThreadInvalid:
        from _asyncio import CancelledError, InvalidStateError
        twin = CancelledError if kind is ThreadCancelled else InvalidStateError
        return twin(*error.args).with_traceback(error.__traceback__)
    return error


def _chain_future(source, target):
    """Makes `target` follow `source`; a cancellation of `target` goes to `source`. One is asyncio's, one of threads."""
    source_loop = source.get_loop() if isfuture(source) else None
    target_loop = target.get_loop() if isfuture(target) else None

    def follow():
        if not target.done():
            _copy_outcome(source, target)

    def on_target_done(target):
        if target.cancelled():
            if source_loop is None or source_loop is target_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def on_source_done(source):
        if target.cancelled() and target_loop is not None and target_loop.is_closed():
            return
        if target_loop is None or target_loop is source_loop:
            follow()
        elif not target_loop.is_closed():
            target_loop.call_soon_threadsafe(follow)

    target.add_done_callback(on_target_done)
    source.add_done_callback(on_source_done)
