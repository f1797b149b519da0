"""Of a long chain of objects that is dropped every __del__ has run after gc.collect(), wherever its head was."""
import gc

deleted = 0
LENGTH = 2000


class Link:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        global deleted
        deleted += 1


def chain():
    head = None
    for i in range(LENGTH):
        head = Link(head)
    return head


def check(name):
    global deleted
    gc.collect()
    gc.collect()
    print(name, deleted == LENGTH or deleted)
    deleted = 0


def rebound():
    head = chain()
    head = None
    check('rebound')


def unlinked():
    head = chain()
    while head:
        head = head.next
    check('unlinked')


def returned():
    head = chain()
    return len([head])


def raised():
    try:
        head = chain()
        raise ValueError(head)
    except ValueError:
        pass
    del head
    check('raised')


def looped():
    for head in [chain()]:
        pass
    head = None
    check('looped')


rebound()
unlinked()
returned()
check('returned')
raised()
looped()
head = chain()
del head
check('module')
