"""type, match and case remain ordinary names next to their statements."""
type = 'a name'
match = [1, 2]
case = {'k': match}
print(type, match[0], case['k'][-1])
match[0] = 5
match.append(type)
print(match, match
      [1])
case: int = 3
type: str = 'annotated'
print(case, type)
def match(case): return case
print(match(1), match (2), (match)(3), -match(1))
lambda type: type
class type_: type = 1
print(type_.type, [case for case in 'ab'], {match: 1}[match])
