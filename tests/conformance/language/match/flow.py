"""break, continue, return, try and nested matches work inside of cases."""


def loop(items):
    out = []
    for item in items:
        match item:
            case "stop":
                break
            case "skip":
                continue
            case ["return", value]:
                return out, value
            case [x, y]:
                match y:
                    case 1:
                        out.append((x, "one"))
                    case _ if x:
                        out.append((x, "guarded"))
                    case _:
                        out.append("inner default")
            case str():
                pass
            case _:
                try:
                    out.append(item + 1)
                except TypeError:
                    out.append("error")
                finally:
                    out.append("finally")
    else:
        out.append("else")
    return out


print(loop([["a", 1], [0, 2], [1, 2], "text", 5, None]))
print(loop([1, "skip", 2, "stop", 3]))
print(loop([1, ["return", 9], 2]))


def generator():
    while True:
        match (yield):
            case None:
                continue
            case "end":
                return
            case int(n) if (yield "guard", n):
                yield "accepted", n
            case other:
                yield "other", other


g = generator()
next(g)
for sent in [5, True, None, 6, False, None, None, "x", None]:
    print(g.send(sent))
try:
    g.send("end")
except StopIteration:
    print("end")


def every_case_returns(value):
    match value:
        case 1:
            return "one"
        case _:
            return "other"


print(every_case_returns(1), every_case_returns(2))
