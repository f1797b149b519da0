"""Carets stand under the right characters of lines with wide and combining letters."""
größe = {'schlüssel': 'ä'}
def f():
    return 'ünïcödé' + größe['schlüssel'] + größe['fehlt'] + 'é'
def g():
    return ('日本語', f())
g()
