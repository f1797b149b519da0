"""Messages of operations that objects do not have, and notes; names of functions in generator expressions."""
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e,'__notes__',None))
def d(x,k=0):
    del x[k]
class C: pass
for x in (1,None,(1,),C(),'a',b'a',frozenset(),1.5,range(3), {1}, (i for i in ())):
    t(lambda: d(x)); t(lambda: d(x,'k'))
    def s(): x[0]=1
    t(s)
t(lambda: sum(1,'a')); t(lambda: sum(None,'a')); t(lambda: sum(0,b'x')); t(lambda: sum([1],'a')); t(lambda: sum([],bytearray()))
t(lambda: 'a'.partition([])); t(lambda: 'a'.rpartition(1)); t(lambda: 'a'.partition('')); t(lambda: b'a'.partition('x'))
t(lambda: dict([None])); t(lambda: {}.update([1])); t(lambda: dict([(1,2),(1,)])); t(lambda: dict([(1,2),'abc']))
t(lambda: str((),())); t(lambda: str(b'',1)); t(lambda: str(1,'x'))
f = lambda: 0
print([ (lambda: 0).__qualname__ for _ in [1]], list((lambda: 0).__qualname__ for _ in [1]))
def g(): return list((lambda: 0).__qualname__ for _ in [1]), [(lambda:0).__qualname__ for _ in [1]]
print(g())
t(lambda: setattr('a','described',1)); t(lambda: setattr(1,'x',1)); t(lambda: setattr(object(),'x',1)); t(lambda: setattr(None,'x',1)); t(lambda: setattr([], 'append', 1)); t(lambda: delattr([], 'x'))
