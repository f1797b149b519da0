"""raise from None hides the exception that was being handled."""
def find(d, k):
    try:
        return d[k]
    except KeyError:
        raise LookupError(f'{k} is not there') from None
find({}, 'key')
