from .first import value
from . import top
from .deep import leaf
from .deep.leaf import name as leaf_name
combined = value + ', ' + top
def relative():
    from .. import nothing
