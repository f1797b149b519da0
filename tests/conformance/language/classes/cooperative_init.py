"""Cooperative __init__ with keyword arguments visits every class of a diamond once."""
class Root:
    def __init__(self, **kw):
        print('Root', kw)
        super().__init__()
class Left(Root):
    def __init__(self, left=None, **kw):
        print('Left', left)
        super().__init__(**kw)
        self.left = left
class Right(Root):
    def __init__(self, right=None, **kw):
        print('Right', right)
        super().__init__(**kw)
        self.right = right
class Bottom(Left, Right):
    def __init__(self, **kw):
        print('Bottom', sorted(kw))
        super().__init__(**kw)
b = Bottom(left=1, right=2)
print(vars(b))
Bottom(left=1, right=2, rest=3)
class Counter:
    instances = 0
    def __init__(self):
        type(self).instances += 1
        self.number = type(self).instances
class SubCounter(Counter): pass
print(Counter().number, Counter().number, SubCounter().number, Counter.instances, SubCounter.instances)
class Forgot(Left):
    def __init__(self): pass
try:
    Forgot().left
except AttributeError as e:
    print(e)
