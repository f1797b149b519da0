"""raise from prints the cause first, with the direct-cause line between."""
def load(name):
    try:
        return {'a': 1}[name]
    except KeyError as e:
        raise ValueError(f'no setting {name!r}') from e

load('missing')
