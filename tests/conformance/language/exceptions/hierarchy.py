"""The builtin exceptions form CPython's tree."""
def tree(cls, depth=0, wanted=None):
    for c in cls.__mro__[1:-1]:
        pass
    return ' < '.join(c.__name__ for c in cls.__mro__)
for e in (SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, StopAsyncIteration, ZeroDivisionError, OverflowError,
          FloatingPointError, AssertionError, AttributeError, EOFError, ModuleNotFoundError, IndexError, KeyError, MemoryError,
          UnboundLocalError, FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError,
          BrokenPipeError, ConnectionResetError, ConnectionRefusedError, TimeoutError, InterruptedError, BlockingIOError,
          ChildProcessError, ProcessLookupError, RecursionError, NotImplementedError, IndentationError, TabError, SystemError,
          TypeError, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, ReferenceError, BufferError,
          DeprecationWarning, RuntimeWarning, SyntaxWarning, UserWarning, ResourceWarning, FutureWarning, BaseExceptionGroup, ExceptionGroup):
    print(tree(e))
print(IOError is OSError, EnvironmentError is OSError)
print(issubclass(asyncio_error, Exception) if (asyncio_error := TimeoutError) else '')
