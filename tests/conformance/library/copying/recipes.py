"""object.__reduce_ex__ tells how each kind of value is made again, or that it can't be."""
import copy, operator
class P:
    def __init__(s): s.a=1; s.b=[2]
class S:
    __slots__=('x','__y')
    def __init__(s): s.x=5; s.__y=6
class SD(S):
    pass
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
class St(str): pass
class N:
    def __getnewargs__(s): return (1,2)
    def __new__(c,*a): print('new',a); return object.__new__(c)
class NE:
    def __getnewargs_ex__(s): return (1,),{'k':2}
    def __new__(c,*a,**k): print('new',a,k); return object.__new__(c)
def show(x, n=2):
    try: print(x.__reduce_ex__(n))
    except Exception as e: print(type(e).__name__, e)
def clean(r):
    import re
    return re.sub('0x[0-9a-f]+','0x',repr(r)).replace('__main__.','')
for x in (P(),S(),SD(),L([1]),D(a=1),T((1,)),I(4),St('q'),N(),NE(), [1], {1:2}, (1,), 1, 2.5, 'x', b'x', bytearray(b'x'), bytearray(), {1}, frozenset([1]), 1+2j, range(3), slice(1), None, ..., NotImplemented, len, [].append, str.join, P().__init__, object(), ValueError(1,2), OSError(2,'x','f'), KeyError('a'), StopIteration(5), ImportError('x',name='n'), SyntaxError('m',('f',1,2,'t')), UnicodeDecodeError('utf8',b'x',0,1,'r'), iter([1]), (i for i in ()), type, list[int], staticmethod(len), property(), lambda:0, {}.keys(), copy):
    for n in (0,2,4):
        try: print(n, clean(x.__reduce_ex__(n)))
        except Exception as e: print(n, type(x).__name__, type(e).__name__, e)
    try: 
        c=copy.copy(x)
        d=copy.deepcopy(x)
        print(type(c) is type(x), type(d) is type(x), getattr(c,'__dict__',None)==getattr(x,'__dict__',None))
    except Exception as e: print(type(x).__name__, type(e).__name__, e)
