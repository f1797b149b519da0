"""int reads text in any base from 2 to 36, with signs, spaces and underscores, and refuses the rest."""
for args in (('42',), ('  -17\n',), ('+5',), ('1_000',), ('ff', 16), ('0xFF', 16), ('0xff', 0), ('0b101', 0), ('0o17', 0), ('101', 2), ('z', 36), ('Zz', 36),
             ('-0b11', 2), ('000', 0), ('١٢٣',), ('10', 8), (b'12',), (' 0x1_f ', 16), ('9' * 30,), ('-' + '8' * 25, 9), ('1' * 70, 2)):
    print(args, int(*args))
for args in (('',), (' ',), ('1 2',), ('0x10',), ('1__0',), ('_1',), ('1_',), ('010', 0), ('2', 2), ('g', 16), ('1', 1), ('1', 37), ('1.0',), ('1e5',), ('--1',),
             ('- 1',), ('½',), ('1', -5), (5, 10), ('0b2', 0), ('0x', 16), ('\x00',), ('12\x003',)):
    try:
        print(args, int(*args))
    except (ValueError, TypeError) as e:
        print(args, type(e).__name__, e)
print(int(), int(3.99), int(-3.99), int(True), int(1e20), int(2.0 ** 70), int('7', base=8), int('11', base=0))
for bad in (float('inf'), float('nan'), '1' * 5000):
    try:
        int(bad)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, str(e)[:60])
