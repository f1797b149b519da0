import sys
class Replacement:
    attr = 'attribute of the replacement'
sys.modules[__name__] = Replacement()
