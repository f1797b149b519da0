print('pack runs', __name__, __package__)
from . import first
from .first import value as first_value
top = 'top of pack'
