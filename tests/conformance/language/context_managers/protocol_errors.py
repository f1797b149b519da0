"""A with statement whose manager lacks a method or fails in one reports it."""
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
class Neither: pass
class Instance:
    def __init__(self):
        self.__enter__ = lambda: 1
        self.__exit__ = lambda *a: 1
for bad in (Neither(), 5):
    try:
        with bad:
            print('never')
    except TypeError as e:
        print(str(e).split(' (')[0])
for bad in (NoEnter(), NoExit(), Instance()):
    try:
        with bad:
            print('never')
    except TypeError as e:
        print('TypeError', 'context manager protocol' in str(e))
class E:
    def __init__(self, enter=None, exit=None): self.en, self.ex = enter, exit
    def __enter__(self):
        if self.en: raise self.en
        return self
    def __exit__(self, *a):
        print('exit', a[1])
        if self.ex: raise self.ex
try:
    with E(enter=ValueError('in enter')):
        print('never')
except ValueError as e:
    print(e)
try:
    with E(exit=ValueError('in exit')):
        pass
except ValueError as e:
    print(e, e.__context__)
try:
    with E(exit=ValueError('in exit')):
        raise KeyError('body')
except ValueError as e:
    print(e, repr(e.__context__))
try:
    with E(), E(enter=ValueError('second')), E():
        print('never')
except ValueError as e:
    print(e)
try:
    with E() as (a, b):
        print('never')
except TypeError as e:
    print(e)
class BadBool:
    def __bool__(self): raise RuntimeError('bool of result')
class R(E):
    def __exit__(self, *a): return BadBool()
with R():
    print('result not tested without error')
try:
    with R():
        raise ValueError
except RuntimeError as e:
    print(e)
