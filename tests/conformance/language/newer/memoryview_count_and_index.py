"""memoryview.count and index find items, which may be compared by script code."""
m = memoryview(b'hello')
print(m.count(108), m.index(108), m.index(108, 3), m.index(111, -2), m.count('l'))
try: m.index(104, 1)
except ValueError as error: print(error)
class Equal:
    def __eq__(self, other):
        view.release()
        return False
view = memoryview(b'abc')
try: view.count(Equal())
except ValueError as error: print(error)
