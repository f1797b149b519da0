"""Modules that import each other see what was there when they were reached."""
import _circular_a
print(_circular_a.both(), _circular_a._circular_b.seen_name)
import _circular_b
print(_circular_b._circular_a is _circular_a, _circular_b.name)
import sys
print(sys.modules['_circular_a'] is _circular_a)
