"""Keywords are refused as names while soft keywords remain usable as names."""
match = 1
case = 2
type = 3
_ = 4
print(match, case, type, _)
def soft(match, case=5):
    return match + case
print(soft(1), soft(match=2, case=3))
class Holder:
    match = 'm'
    type = 't'
print(Holder.match, Holder.type)
for name in ('class', 'None', 'async', 'await', 'lambda', 'nonlocal', 'match'):
    try:
        exec(name + ' = 1')
    except SyntaxError as e:
        print(name, 'refused:', e.msg)
    else:
        print(name, 'allowed')
