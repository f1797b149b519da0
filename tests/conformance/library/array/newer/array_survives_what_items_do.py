"""An item's __index__ may empty the array that it is put into."""
from array import array


class Meddler:
    def __index__(self):
        del big[:]
        return 5


for change in ("big[3] = Meddler()", "big.insert(3, Meddler())", "big.append(Meddler())", "big[Meddler()]", "big[Meddler():]", "big.extend([Meddler(), Meddler()])", "big[Meddler()] = 3", "del big[Meddler()]", "del big[Meddler():]", "big.pop(Meddler())", "big.index(7, Meddler())", "big * Meddler()"):
    big = array("i", range(100))
    try:
        exec(change)
    except (IndexError, ValueError):
        pass
    print(change, len(big) < 3)
