"""return, break and continue in finally replace what was under way, with a SyntaxWarning."""
def returns():
    try:
        return 'lost'
    finally:
        return 'finally wins'
def swallows():
    try:
        raise ValueError('swallowed')
    finally:
        return 'no exception'
def breaks():
    for i in range(3):
        try:
            raise KeyError
        finally:
            break
    return i
def continues():
    out = []
    for i in range(3):
        try:
            if i == 1: return 'never'
            out.append(i)
        finally:
            continue
    return out
def nested():
    try:
        try:
            raise ValueError
        finally:
            raise KeyError
    finally:
        return 'outer'
print(returns(), swallows(), breaks(), continues(), nested())
