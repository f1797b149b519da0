"""round(int, -n) is 0 as soon as no digit is left."""
for number in (123456, -5, 2**70, True):
    print([round(number, -digits) for digits in (0, 1, 3, 6, 22, 25, 400)])
