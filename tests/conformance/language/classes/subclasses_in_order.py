"""__subclasses__() has the living subclasses in the order in which they were made, however many died."""
import gc


class Base:
    pass


def make(number):
    return type(f'C{number}', (Base,), {})


kept = []
for i in range(200):
    cls = make(i)
    if i % 7 == 0:
        kept.append(cls)
    if i % 50 == 49:
        del cls
        gc.collect()
alive = [cls for cls in Base.__subclasses__() if cls in kept]
print([cls.__name__ for cls in alive])
assert alive == kept
moved = kept.pop(3)


class Other:
    pass


moved.__bases__ = (Other,)
print(Other.__subclasses__(), moved in Base.__subclasses__())
moved.__bases__ = (Base,)
print(Other.__subclasses__(), Base.__subclasses__()[-1] is moved)
