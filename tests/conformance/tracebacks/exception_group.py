"""Exception groups print as a tree."""
def one(): raise ValueError('one')
def two():
    try:
        one()
    except ValueError as e:
        raise TypeError('two') from e
errors = []
for f in (one, two):
    try:
        f()
    except Exception as e:
        errors.append(e)
inner = ExceptionGroup('inner', [KeyError('k')])
inner.add_note('note of the inner group')
raise ExceptionGroup('several failed', [*errors, inner])
