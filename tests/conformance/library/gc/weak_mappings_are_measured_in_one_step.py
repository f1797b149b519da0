"""The lengths of weak collections can be asked while their entries go, and at once."""
import weakref
class Item: pass
item = Item()
print(len(weakref.WeakSet([item])), len(weakref.WeakSet()), list(weakref.WeakSet([item])) == [item])
kept, keys, values = [], weakref.WeakKeyDictionary(), weakref.WeakValueDictionary()
for round in range(60):
    for i in range(20):
        keys[Item()] = i
        values[i] = Item()
    assert len(keys) >= 0 and len(values) >= 0
    list(keys.items()), list(values.items())
print('done')
