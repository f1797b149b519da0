"""Tracebacks as text."""

import sys
from _traceback import format_exception as _report, format_exception_only as _what, format_traceback, source_line

__all__ = (
    "FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack", "extract_tb", "format_exc",
    "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc",
    "print_exception", "print_last", "print_list", "print_stack", "print_tb", "walk_stack", "walk_tb")

_NOTHING = object()


class FrameSummary:
    """One line of a traceback."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno

    @property
    def line(self):
        """The line of source, without the blanks around it."""
        if self._line is None:
            self._line = source_line(self.filename, self.lineno or 0)
        return self._line.strip()

    def _fields(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter(self._fields())

    def __getitem__(self, index):
        return self._fields()[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._fields() == other._fields() and self.locals == other.locals
        return self._fields() == other if isinstance(other, tuple) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _format(self):
        text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
        if self.line:
            text += f"    {self.line}\n"
        for name in sorted(self.locals or ()):
            text += f"    {name} = {self.locals[name]}\n"
        return text


class StackSummary(list):
    """The lines of a traceback."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """A StackSummary of (frame, line) pairs."""
        pairs = list(frame_gen)
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
        if limit is not None:
            pairs = pairs[:max(limit, 0)] if limit >= 0 else pairs[limit:]
        summary = cls()
        for frame, lineno in pairs:
            code = frame.f_code
            summary.append(FrameSummary(code.co_filename, lineno, code.co_name,
                                        locals=frame.f_locals if capture_locals else None))
        return summary

    @classmethod
    def from_list(cls, a_list):
        """A StackSummary of FrameSummary objects or (filename, lineno, name, line) tuples."""
        summary = cls()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            summary.append(entry)
        return summary

    def format_frame_summary(self, frame_summary, **options):
        """The text of one line."""
        return frame_summary._format()

    def format(self, **options):
        """The texts of the lines; a line that repeats more than three times is counted."""
        texts = []
        last, count = None, 0

        def flush():
            if count > 3:
                more = count - 3
                texts.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

        for entry in self:
            place = entry.filename, entry.lineno, entry.name
            if place != last:
                flush()
                last, count = place, 0
            count += 1
            if count <= 3:
                texts.append(self.format_frame_summary(entry))
        flush()
        return texts


def walk_tb(tb):
    """The (frame, line) pairs of a traceback, outermost first."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    """The (frame, line) pairs from a frame (the caller's for None) outwards."""
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    """The StackSummary of a traceback."""
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    """The StackSummary of where the program is, outermost first."""
    if f is None:
        f = sys._getframe(1)
    summary = StackSummary.extract(walk_stack(f), limit=limit)
    summary.reverse()
    return summary


def format_list(extracted_list):
    """The texts of the lines of a traceback."""
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    """The texts of the lines of a traceback."""
    if limit is not None or getattr(sys, "tracebacklimit", None) is not None:
        return extract_tb(tb, limit).format()
    texts = []
    for line in format_traceback(tb).splitlines(True):
        if line.startswith(("  File ", "  [Previous ")) or not texts:
            texts.append(line)
        else:
            texts[-1] += line
    return texts


def format_stack(f=None, limit=None):
    """The texts of where the program is."""
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def _write(texts, file):
    file = sys.stderr if file is None else file
    for text in texts:
        file.write(text)


def print_list(extracted_list, file=None):
    """Writes the lines of a traceback."""
    _write(format_list(extracted_list), file)


def print_tb(tb, limit=None, file=None):
    """Writes the lines of a traceback."""
    _write(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    """Writes where the program is."""
    _write(format_stack(sys._getframe(1) if f is None else f, limit), file)


def _exception(exc, value):
    if value is _NOTHING:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value


def format_exception(exc, /, value=_NOTHING, tb=_NOTHING, limit=None, chain=True):
    """The texts of an exception with its traceback, and of those that it came from."""
    error = _exception(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    if tb is _NOTHING:
        tb = error.__traceback__
    if chain and limit is None and tb is error.__traceback__:
        return _report(error).splitlines(True)
    texts = []
    if chain:
        cause, context = error.__cause__, error.__context__
        if cause is not None:
            texts += format_exception(cause, limit=limit)
            texts.append("\nThe above exception was the direct cause of the following exception:\n\n")
        elif context is not None and not error.__suppress_context__:
            texts += format_exception(context, limit=limit)
            texts.append("\nDuring handling of the above exception, another exception occurred:\n\n")
    if tb is not None:
        texts.append("Traceback (most recent call last):\n")
        texts += format_tb(tb, limit)
    return texts + format_exception_only(error)


def format_exception_only(exc, /, value=_NOTHING, *, show_group=False):
    """The texts of an exception without its traceback: what it is, for syntax errors where, and its notes."""
    error = _exception(exc, value)
    return ["NoneType: None\n"] if error is None else _what(error).splitlines(True)


def print_exception(exc, /, value=_NOTHING, tb=_NOTHING, limit=None, file=None, chain=True):
    """Writes an exception with its traceback."""
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    """The text of the exception that is being handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    """Writes the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    """Writes the last exception that nobody caught."""
    if not hasattr(sys, "last_exc"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def clear_frames(tb):
    """Forgets the local variables of a traceback's frames."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


class TracebackException:
    """An exception's text, taken now and formatted later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10):
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, capture_locals=capture_locals)
        self._only = format_exception_only(exc_value)
        self._all = format_exception(exc_type, exc_value, exc_traceback, limit)
        self._alone = format_exception(exc_type, exc_value, exc_traceback, limit, False)

    @classmethod
    def from_exception(cls, exc, **options):
        """The TracebackException of an exception."""
        return cls(type(exc), exc, exc.__traceback__, **options)

    def format(self, *, chain=True, **options):
        """The texts of the exception with its traceback."""
        return iter(self._all if chain else self._alone)

    def format_exception_only(self, *, show_group=False, **options):
        """The texts of the exception without its traceback."""
        return iter(self._only)

    def print(self, *, file=None, chain=True, **options):
        """Writes the exception with its traceback."""
        _write(self.format(chain=chain), file)

    def __str__(self):
        return "".join(self._only).rstrip("\n")
