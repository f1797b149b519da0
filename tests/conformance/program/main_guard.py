"""A program split in functions with a main guard returns its status through sys.exit."""
import sys
class UsageError(Exception): pass
def compute(words):
    if not words:
        raise UsageError('no words')
    return {w: len(w) for w in words}
def main(argv):
    try:
        result = compute(argv)
    except UsageError as e:
        print('usage:', e)
        return 2
    print(result)
    return 0
if __name__ == '__main__':
    print(main(['alpha', 'be']))
    sys.exit(main([]))
