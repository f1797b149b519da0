"""except* runs every clause for the part of a group that it matches, and raises what is left with what clauses raise."""


def show(error, indent=0):
    print(" " * indent + type(error).__name__, end="")
    if isinstance(error, BaseExceptionGroup):
        print(":", error.message or "(no message)")
        for each in error.exceptions:
            show(each, indent + 2)
    else:
        print("", error.args)


def attempt(function, *arguments):
    try:
        print("returned", function(*arguments))
    except BaseException as error:
        show(error)
        return error


def tree():
    return ExceptionGroup("top", [
        ValueError(1),
        ExceptionGroup("inner", [TypeError(2), KeyError(3), ValueError(4)]),
        OSError(5),
    ])


def each_clause(error):
    try:
        raise error
    except* ValueError as group:
        print("values")
        show(group, 2)
    except* (TypeError, OSError) as group:
        print("types and oses")
        show(group, 2)
    else:
        print("nothing raised")
    finally:
        print("finally")
    return "end"


print("-- parts of a tree")
attempt(each_clause, tree())
print("-- one exception is wrapped, and not wrapped when no clause takes it")
attempt(each_clause, ValueError("alone"))
print(attempt(each_clause, KeyError("alone")).__context__)
print("-- everything is taken")
attempt(each_clause, ExceptionGroup("two", [ValueError(1), TypeError(2)]))
print("-- a BaseExceptionGroup keeps what is no Exception")
attempt(each_clause, BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(2)]))


def no_error():
    try:
        pass
    except* ValueError:
        print("not here")
    else:
        return "else"


attempt(no_error)


def raises_in_clauses(error):
    try:
        raise error
    except* ValueError as group:
        raise LookupError("from values")
    except* TypeError:
        raise LookupError("from types") from None


print("-- what clauses raise stands beside the rest")
error = attempt(raises_in_clauses, tree())
first, second, rest = error.exceptions
show(first.__context__)
show(second.__context__)
print(second.__suppress_context__, first.__suppress_context__, rest.__context__)
print(error.__context__, error.__cause__)
print("-- a single one that is raised is not wrapped")
show(attempt(raises_in_clauses, ValueError(1)).__context__)
attempt(raises_in_clauses, ExceptionGroup("one", [TypeError(1)]))


def raises_again(error, how):
    try:
        raise error
    except* ValueError as group:
        if how == "bare":
            raise
        if how == "name":
            raise group
        raise group from KeyError("cause")
    except* TypeError:
        pass


for how in ("bare", "name", "from"):
    print("-- raised again:", how)
    attempt(raises_again, tree(), how)
    attempt(raises_again, ValueError("alone"), how)

print("-- the name is unbound behind every clause")


def names(error):
    name = "before"
    try:
        raise error
    except* ValueError as name:
        pass
    except* TypeError as other:
        try:
            name
        except UnboundLocalError as unbound:
            print("unbound in the next clause:", unbound.name if hasattr(unbound, "name") and unbound.name else "name")
        del other
    try:
        print(name)
    except UnboundLocalError:
        print("unbound")


names(ExceptionGroup("both", [ValueError(1), TypeError(2)]))
names(TypeError(1))

print("-- what is being handled")
import sys


def handled():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError as group:
        print(sys.exc_info()[1] is group, [type(each).__name__ for each in sys.exc_info()[1].exceptions])
        try:
            raise KeyError
        except KeyError:
            pass
        print(sys.exc_info()[1] is group)
    except* TypeError as group:
        print(sys.exc_info()[1] is group)
    print(sys.exc_info()[1])


handled()

print("-- nested, in loops, and as generators")


def loops():
    for number in range(3):
        try:
            try:
                raise ExceptionGroup("loop", [ValueError(number), TypeError(number)])
            except* ValueError as group:
                for each in group.exceptions:
                    if each.args[0] == 1:
                        break
                    continue
                else:
                    print("no break", number)
        except* TypeError as group:
            print(group.exceptions)


loops()


def generator():
    try:
        yield "body"
    except* ValueError as group:
        got = yield group.exceptions
        print("sent", got, sys.exc_info()[1] is group)
        yield "second"
    yield "after"


running = generator()
print(next(running), running.throw(ValueError("thrown")), sys.exc_info()[1])
print(running.send("message"), next(running), next(running, "end"))


print("-- types that cannot be caught")


def catch(what, error):
    try:
        raise error
    except* what:
        print("caught")
    return "end"


attempt(catch, int, ValueError(1))
attempt(catch, ExceptionGroup, ValueError(1))
attempt(catch, (ValueError, BaseExceptionGroup), ValueError(1))
attempt(catch, (ValueError, TypeError), TypeError(1))
attempt(catch, (), TypeError(1))


print("-- groups of one's own class")


class Own(ExceptionGroup):
    def derive(self, exceptions):
        return Own(self.message, exceptions)


attempt(each_clause, Own("own", [ValueError(1), KeyError(2)]))

print("-- notes stay on the parts")
noted = ExceptionGroup("noted", [ValueError(1), KeyError(2)])
noted.add_note("a note")
try:
    try:
        raise noted
    except* ValueError as group:
        print(group.__notes__)
except ExceptionGroup as rest:
    print(rest.__notes__, rest is noted)

for source in (
    "for x in y:\n    try: pass\n    except* E: break\n",
    "for x in y:\n    try: pass\n    except* E: continue\n",
    "def f():\n    try: pass\n    except* E: return\n",
    "try: pass\nexcept* E: break\n",
):
    try:
        compile(source, "text", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno)
