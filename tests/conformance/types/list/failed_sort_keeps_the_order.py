"""A sort whose comparison or key fails leaves the items in their order."""
for items in ([3, 1, 'a', 2], [5, 4, None, 3, 2]):
    try: items.sort()
    except TypeError: print(items)
items = [3, 1, 2]
try: items.sort(key=lambda item: 1 // (item - 2))
except ZeroDivisionError: print(items)
