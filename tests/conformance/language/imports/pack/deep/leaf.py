from .. import top
from ..first import value
from . import level
name = f'leaf({level}, {top}, {value})'
