"""Every object has a __doc__, whatever its class."""
for value in ("text", 1, [], {}, (), 1.5, None, object(), ValueError(), range(3)):
    value.__doc__
print("all have one", "__doc__" in dir(object()))
