"""An exception raised while handling another prints both, with the during-handling line between."""
def cleanup():
    raise OSError('cleanup failed')
def work():
    try:
        int('not a number')
    except ValueError:
        cleanup()
work()
