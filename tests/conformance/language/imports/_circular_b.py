import _circular_a
seen_name = hasattr(_circular_a, 'name')
name = 'b'
