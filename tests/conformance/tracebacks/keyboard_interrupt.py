"""An uncaught KeyboardInterrupt raised by the script shows its traceback."""
def work():
    raise KeyboardInterrupt
try:
    work()
finally:
    print('cleaned up')
