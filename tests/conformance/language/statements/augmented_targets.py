"""An augmented assignment evaluates its target's parts once, before the value."""
log = []
def t(x, name):
    log.append(name)
    return x
class O:
    x = 1
o = O()
data = {'k': [1]}
t(data, 'obj')[t('k', 'key')] += t([2], 'value')
print(data, log); log.clear()
t(o, 'obj').x += t(5, 'value')
print(o.x, O.x, o.__dict__, log)
l = [1, 2, 3, 4]
l[1:3] += ['a']
print(l)
l[::2] *= 1
print(l)
def f():
    try:
        unbound += 1
    except UnboundLocalError as e:
        print(e)
f()
try:
    undefined += 1
except NameError as e:
    print(e)
try:
    data['missing'] += 1
except KeyError as e:
    print('KeyError', e)
try:
    o.missing += 1
except AttributeError as e:
    print(e)
x = 5
def g():
    global x
    x -= 1
    x **= 2
g()
print(x)
