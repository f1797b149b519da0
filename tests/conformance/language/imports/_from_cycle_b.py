from _from_cycle_a import a
b = 'b'
