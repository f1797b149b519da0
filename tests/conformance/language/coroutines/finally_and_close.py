"""Closing or throwing into a coroutine unwinds every awaiting frame from the inside out."""
log = []
class Trap:
    def __await__(self):
        try:
            return (yield 'trap')
        finally:
            log.append('trap')
async def inner():
    try:
        await Trap()
    except GeneratorExit:
        log.append('inner saw exit')
        raise
    finally:
        log.append('inner finally')
async def outer():
    try:
        await inner()
    finally:
        log.append('outer finally')
c = outer()
c.send(None)
c.close()
print(log); log.clear()
class Cancel(BaseException): pass
c = outer()
c.send(None)
try:
    c.throw(Cancel('stop'))
except Cancel as e:
    print(e, log); log.clear()
async def shields():
    try:
        await inner()
    except Cancel:
        log.append('cancelled, cleaning up')
        await Trap()
        return 'cleaned'
c = shields()
c.send(None)
print(c.throw(Cancel()))
try:
    c.send(None)
except StopIteration as e:
    print(e.value, log); log.clear()
async def replaced():
    try:
        await Trap()
    finally:
        raise ValueError('replaced')
c = replaced()
c.send(None)
try:
    c.throw(Cancel('x'))
except ValueError as e:
    print(e, repr(e.__context__))
c = replaced()
c.send(None)
try:
    c.close()
except ValueError as e:
    print(e, repr(e.__context__))
c = outer()
c.close()
print(log[2:])
