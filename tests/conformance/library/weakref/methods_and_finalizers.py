"""WeakMethod and finalize: bound methods that do not keep their object, and calls when an object dies."""
import gc
from weakref import WeakMethod, finalize, ref


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Thing:
    def method(self, *args):
        return "called", args

    def other(self):
        pass


thing, another = Thing(), Thing()
weak = WeakMethod(thing.method)
print(weak()(1), weak() == thing.method, weak == WeakMethod(thing.method), weak == WeakMethod(thing.other), weak != WeakMethod(another.method))
print(hash(weak) == hash(WeakMethod(thing.method)), isinstance(weak, ref), weak == ref(thing), weak == 5)
attempt(lambda: WeakMethod(len))
attempt(lambda: WeakMethod(Thing.method))
attempt(lambda: WeakMethod(5))
seen = []
watched = WeakMethod(thing.method, lambda reference: seen.append(reference is watched))
del thing
gc.collect()
print(weak(), watched(), seen, weak == weak, weak == watched)


def note(*args, **keywords):
    seen.append((args, keywords))
    return "result"


del seen[:]
thing = Thing()
call = finalize(thing, note, 1, key=2)
print(call.alive, call.peek()[2:], call.peek()[0] is thing, call.atexit, repr(call).split(" at ")[0], "for 'Thing'" in repr(call))
print(call(), seen, call.alive, call(), call.peek(), call.detach(), repr(call).endswith("dead>"))
call = finalize(thing, note)
print(call.detach()[1] is note, call.alive, call.detach(), call())
del seen[:]
call = finalize(thing, note, "died")
call.atexit = False
print(call.atexit)
del thing
gc.collect()
print(seen, call.alive, call.atexit, call())
attempt(lambda: finalize())
attempt(lambda: finalize(Thing()))
attempt(lambda: finalize(5, note))
first, second = Thing(), Thing()
del seen[:]
finalize(first, note, 1)
finalize(first, note, 2)
del first
gc.collect()
print(sorted(args[0] for args, _ in seen))


class Own(finalize):
    pass


print(Own(second, note).alive)
