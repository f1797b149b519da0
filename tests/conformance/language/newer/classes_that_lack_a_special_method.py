"""What classes say that have one of two special methods that belong together, or None in place of one."""
import operator


class Sets:
    def __setitem__(self, key, value):
        print("set", key)


class Deletes:
    def __delitem__(self, key):
        print("delete", key)


class SetsDescriptor:
    def __set__(self, instance, value):
        print("set")


class DeletesDescriptor:
    def __delete__(self, instance):
        print("delete")


class Holder:
    sets, deletes = SetsDescriptor(), DeletesDescriptor()


class Lists(list):
    __delitem__ = None


class NoTruth:
    __bool__ = None


class NoIterator:
    __iter__ = None


class WrongIterator:
    def __iter__(self):
        return 5


class FailingIterator:
    def __iter__(self):
        raise TypeError("own")


class FailingItems:
    def __getitem__(self, index):
        raise TypeError("own")


class NoContainer:
    __contains__ = None

    def __iter__(self):
        return iter([1])


for statement in (
        "del Sets()[1]", "Deletes()[1] = 2", "del Sets()[1:2]", "Deletes()[1:2] = 3", "operator.delitem(Sets(), 1)", "operator.setitem(Deletes(), 1, 2)",
        "Sets()[1] += 1", "del Holder().sets", "Holder().deletes = 1", "del Lists([1])[0]", "del object()[1]", "object()[1] = 1", "(1,)[0] = 2", "del (1,)[0]",
        "bool(NoTruth())", "not NoTruth()", "1 if NoTruth() else 2", "NoTruth() and 1", "while NoTruth(): pass", "any([NoTruth()])", "list(filter(None, [NoTruth()]))",
        "1 in NoIterator()", "1 in WrongIterator()", "1 not in FailingIterator()", "1 in FailingItems()", "1 in NoContainer()", "1 in 5", "1 in int"):
    try:
        exec(statement)
        print(statement, "passes")
    except Exception as error:
        print(statement, type(error).__name__, error, error.args, error.__context__)
