"""Lines join inside brackets and after a backslash, and comments may stand between joined lines."""
total = (1 +
         2 +   # a comment inside brackets
         # a line of nothing but a comment

         3)
print(total)
text = 'a' \
    'b' \
       'c'
print(text)
items = [
    1,
  2,
        3,
]
print(items, len(items))
if total == 6 and \
        text == 'abc':
    print('joined condition')
x = 5; y = 6; print(x, y);
if x: print('one'); print('line')
def f(a,
      b=(2,
         3)): return a, b
print(f(
    1
))
print({
    'key':
        'value',
}['key'])
