"""sys.argv holds the script's name and its arguments as written."""
import sys
print(len(sys.argv), sys.argv[0].endswith('arguments.py'))
for a in sys.argv[1:]:
    print(repr(a))
print(sys.argv[1:3], 'two words' in sys.argv)
def parse(args):
    options, rest = {}, []
    it = iter(args)
    for a in it:
        if a == '--':
            rest.extend(it)
        elif a.startswith('--') and '=' in a:
            k, _, v = a[2:].partition('=')
            options[k] = v
        elif a.startswith('-'):
            options[a.lstrip('-')] = True
        else:
            rest.append(a)
    return options, rest
print(parse(sys.argv[1:]))
