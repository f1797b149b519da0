"""A script's __name__ is __main__, and it can import itself as another module."""
import sys
state = ['set by ' + __name__]
if __name__ == '__main__':
    print('running as a script', sys.modules['__main__'].state is state)
    import main_name
    print(main_name.state, main_name.state is state, main_name.__name__)
    import __main__
    print(__main__.state is state, __main__.__name__)
else:
    print('imported as', __name__)
class C: pass
print(C.__module__, C, __name__)
