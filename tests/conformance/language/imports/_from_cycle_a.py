from _from_cycle_b import b
a = 'a'
