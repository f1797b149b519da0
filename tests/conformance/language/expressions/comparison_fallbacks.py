"""Rich comparisons try the other side's mirrored method, then identity for equality, else fail."""
class A:
    def __lt__(self, o):
        print('A.lt', end=' ')
        return NotImplemented
    def __eq__(self, o):
        print('A.eq', end=' ')
        return NotImplemented
class B:
    def __gt__(self, o):
        print('B.gt', end=' ')
        return 'B says'
    def __eq__(self, o):
        print('B.eq', end=' ')
        return 'B equal'
class SubA(A):
    def __gt__(self, o):
        print('SubA.gt', end=' ')
        return 'sub first'
a = A()
print(a < B())
print(a == B(), a == a, a == A())
print(a != B(), a != A())
print(a < SubA())
for left, right, op in ((a, a, '<'), (1, 'a', '<'), (None, 1, '>='), ([], (), '<='), ({}, {}, '>'), (object, int, '<')):
    try:
        eval(f'left {op} right')
    except TypeError as e:
        print(e)
class Ne:
    def __eq__(self, o): return True
print(Ne() != 1, Ne() == 1, 1 == Ne(), 1 != Ne())
class OnlyNe:
    def __ne__(self, o): return 'ne'
print(OnlyNe() != 1, OnlyNe() == 1, (1).__eq__('a'), (1).__lt__(2.0), object().__eq__(1))
