"""and, or and not evaluate only what they need and give back an operand."""
def t(x):
    print('<%r>' % (x,), end=' ')
    return x
print(t(0) and t(1))
print(t(1) and t(2))
print(t('') or t([]) or t('last'))
print(t('first') or t('second'))
print(t(0) or t(1) and t(2))
print((t(0) or t(1)) and t(0))
print(not t([]), not t('x'), not not t(5))
print(t(None) and t(1) or t('else'))
print([] and {}, [] or {}, () or None)
class Truth:
    def __init__(self, value): self.value = value
    def __bool__(self):
        print('bool', self.value, end=' ')
        return self.value
    def __repr__(self): return 'T' if self.value else 'F'
print(Truth(True) and Truth(False))
print(Truth(False) or Truth(True))
if Truth(True) and not Truth(False):
    print('both')
while Truth(False) or Truth(False):
    pass
print()
