"""Expression statements are evaluated and dropped; pass and ... do nothing."""
pass
...
1; 'text'; None
[print('evaluated')]
def f(): ...
def g(): pass
class C: ...
class D: pass; x = 1
print(f(), g(), C.__name__, D.x, ...)
x = 5
x == 6
print('called') or print('both')
print('not both') and print('never')
try:
    undefined_name
except NameError as e:
    print(e)
class Loud:
    def __add__(self, o): print('added')
    def __getattr__(self, n): print('got', n)
    def __getitem__(self, k): print('item', k)
    def __lt__(self, o): print('compared')
    def __neg__(self): print('negated')
    def __iter__(self):
        print('iterated')
        return iter(())
l = Loud()
l + 1
l.attribute
l['key']
l < 3
-l
[*l]
l
f'{print("formatted")}'
