"""Notes print below the exception, one line each."""
def work():
    try:
        raise ValueError('bad value')
    except ValueError as e:
        e.add_note('first note')
        e.add_note('second note\nover two lines')
        raise
work()
