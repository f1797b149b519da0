"""A group is made of a message and a non-empty sequence of exceptions, which it keeps as a tuple."""
group = ExceptionGroup("several", [ValueError(1), TypeError("two")])
print(str(group), repr(group))
print(group.message, type(group.exceptions).__name__, [repr(each) for each in group.exceptions])
print(group.args[0], type(group.args[1]).__name__, len(group.args))
print(ExceptionGroup("one", (OSError("x"),)), repr(ExceptionGroup("one", (OSError("x"),))))
items = [KeyError("k")]
group = ExceptionGroup("", items)
items.append(KeyError("late"))
print(repr(str(group)), len(group.exceptions))
print(ExceptionGroup("nested", [group, group]))


class Sequence:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return ValueError(index)

    def __len__(self):
        return 3


print(ExceptionGroup("own sequence", Sequence()).exceptions)
print([base.__name__ for base in ExceptionGroup.__mro__], [base.__name__ for base in ExceptionGroup.__bases__])
print(ExceptionGroup.__module__, ExceptionGroup.__qualname__, BaseExceptionGroup.__name__)
