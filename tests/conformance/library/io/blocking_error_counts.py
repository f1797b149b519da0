"""BlockingIOError takes how much was written as its third argument, and has it as characters_written."""
error = BlockingIOError(11, "would block", 3)
print(error.characters_written, error.filename, error.args)
print(BlockingIOError(11, "would block", "name").filename)
try:
    BlockingIOError(11, "would block").characters_written
except AttributeError:
    print("none")
print(OSError(2, "no such file", 3).filename)
