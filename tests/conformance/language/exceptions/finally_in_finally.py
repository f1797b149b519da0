"""A finally inside others runs once for every way through it, and goes on where that way leads."""
import sys
import warnings

warnings.simplefilter('ignore', SyntaxWarning)  # later versions warn of return in a finally
exec('''

def nested(way, trace):
    total = 0
    for i in range(3):
        try:
            trace.append('body')
        finally:
            try:
                trace.append('first')
            finally:
                try:
                    trace.append('second')
                    if way == 'return':
                        return 'returned', [total, i]
                    if way == 'break':
                        break
                    if way == 'continue':
                        continue
                    if way == 'raise':
                        raise ValueError(i)
                    if way == 'raise last' and i == 2:
                        raise ValueError(i)
                finally:
                    try:
                        for j in range(2):
                            try:
                                if way == 'inner':
                                    break
                            finally:
                                total += 1
                    finally:
                        trace.append(sys.exc_info()[1] and repr(sys.exc_info()[1]))
                        if way == 'replace':
                            return 'replaced'
    return 'end', total
''')

for way in 'none', 'return', 'break', 'continue', 'raise', 'raise last', 'inner', 'replace':
    trace = []
    try:
        print(way, nested(way, trace), trace)
    except ValueError as error:
        print(way, repr(error), error.__context__, trace)
    try:
        raise KeyError('outer')
    except KeyError:
        trace = []
        try:
            print(way, nested(way, trace), trace)
        except ValueError as error:
            print(way, repr(error), repr(error.__context__), trace)
        print(repr(sys.exc_info()[1]))

exec('''
def suspended(way):
    try:
        pass
    finally:
        try:
            pass
        finally:
            try:
                yield 1
                if way == 'raise':
                    raise ValueError
            finally:
                yield repr(sys.exc_info()[1])
                if way == 'return':
                    return 'value'
                yield repr(sys.exc_info()[1])
''')

for way in 'none', 'raise', 'return':
    try:
        print(list(suspended(way)))
    except ValueError as error:
        print(repr(error))
    try:
        raise KeyError
    except KeyError:
        try:
            print(list(suspended(way)))
        except ValueError as error:
            print(repr(error), repr(error.__context__))


def source_of(depth):
    lines = ['def f(trace):']
    for level in range(depth):
        indent = ' ' * (level + 1)
        lines += [f'{indent}try:', f'{indent} trace.append({level})', f'{indent}finally:']
    return '\n'.join([*lines, ' ' * (depth + 1) + 'return len(trace)'])


names = {}
exec(source_of(12), names)
print(names['f']([]))
try:
    exec(source_of(90), names)
    print(names['f']([]) == 90)
except SyntaxError:
    print(True)  # CPython copies the bodies, and allows 20 levels
