"""Short ints to and from text, case of short strings, and % with plain operands."""
for v in (0,1,9,10,99,100,12345678,99999999,100000000,-1,-9,-10,-9999999,-10000000,-99999999,2**62,-2**62,2**61-1, 10**15,7,1000,10203040,90000000):
    print(str(v), repr(v), f'{v}', '%d'%v, '%s'%v, int(str(v)), '{}'.format(v))
for s in ('','a','ab','aBc','abcdefg','ABCDEFGH','Hello World','z[`{@aZ','x'*100+'Y'):
    print(s.upper(), s.lower(), s.swapcase())
for t in ('12','-12','+12','--1','- 1','1_0','',' 5 ','-','123456789012345678','1234567890123456789','999999999999999999','-999999999999999999','00012','0x1','٣','1e3'):
    try: print(repr(t), int(t))
    except ValueError as e: print(e)
print('%s-%s' % ('a', 1), '%%' % (), 'x%s' % None, '%s' % [1], '%(a)s' % {'a':1})
for bad in ("'%d' % 'x'","'%s' % ()", "'%s %s' % 1", "'%d' % 1.5", "'abc' % 1", "'abc' % 1.5"):
    try: print(eval(bad))
    except TypeError as e: print(e)
class R(str):
    def __rmod__(self, o): return 'rmod'
class I(int):
    def __rmod__(self, o): return 'irmod'
print('%s' % R('q'), '%s' % I(3), R('%s') % 5)
