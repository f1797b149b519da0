"""A socket that nobody closed is closed when it goes, with a ResourceWarning."""
import gc
import os
import socket
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    left = socket.socket()
    fd = left.fileno()
    del left
    gc.collect()
    print([(each.category.__name__, str(each.message).split(",")[0] == f"unclosed <socket.socket fd={fd}") for each in caught])
    try:
        os.fstat(fd)
    except OSError as error:
        print(error.errno)
    del caught[:]
    socket.socket().close()
    socket.socket().detach()
    gc.collect()
    print(caught)
