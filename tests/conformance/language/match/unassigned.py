"""After a match a name is bound only if a case that binds it was taken."""


def every_case(value):
    match value:
        case 1:
            result = "one"
        case [result]:
            pass
        case _:
            return "none"
    return result


print(every_case(1), every_case([2]), every_case(3))


def not_every_case(value):
    match value:
        case 1:
            result = "one"
        case [result] | (_, result):
            pass
    return result


print(not_every_case(1), not_every_case([2]), not_every_case([2, 3]))
try:
    not_every_case(3)
except UnboundLocalError as error:
    print(error)


def deleted(value):
    match value:
        case {1: name}:
            del name
        case [name]:
            pass
    return name


print(deleted([1]))
try:
    deleted({1: 2})
except UnboundLocalError as error:
    print(error)


def late_class(value):
    match value:
        case 1 | Late.x:
            class Late:
                x = 2
    return Late


print(late_class(1).x)
try:
    late_class(2)
except UnboundLocalError as error:
    print(error)


def constant_guards(value):
    match value:
        case 1 if False:
            return "wrong"
        case _ if True:
            return "right"


print(constant_guards(1))
