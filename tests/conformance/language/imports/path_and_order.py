"""sys.path is searched in order, and a module found first is kept."""
import sys
folder = __file__.rpartition('/')[0] or '.'
sys.path.insert(0, folder + '/_paths/one')
sys.path.insert(1, folder + '/_paths/two')
import chosen
print(chosen.origin)
import only_two
print(only_two.origin)
del sys.modules['chosen']
sys.path[0:2] = [folder + '/_paths/two', folder + '/_paths/one']
import chosen as again
print(again.origin)
sys.path[0:2] = [folder + '/_paths/nowhere']
import only_two as kept
print(kept.origin, kept is only_two)
del sys.modules['only_two']
try:
    import only_two
except ModuleNotFoundError as e:
    print(e)
