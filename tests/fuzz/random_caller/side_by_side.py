"""Steps in threads and on event loops: what misbehaves is awaited, cancelled, shared, closed while it is in use."""
from misbehaving import chance, misbehave, victims


def in_threads(threading, do):
    """A few threads that do steps of their own at once. They end by themselves."""
    started = [threading.Thread(target=do, daemon=True) for _ in range(1 + chance.below(3))]
    for thread in started:
        thread.start()
    do()
    for thread in started:
        thread.join(2)


async def unwilling(a, times):
    """Goes on when it is cancelled, a few times."""
    for _ in range(times):
        try:
            return await a
        except BaseException:
            misbehave()


def act_on_loop(asyncio, loop, values, made):
    """One thing that is done to a loop and what is on it."""
    a, b = chance.among(values), chance.among(values)
    act = chance.below(16)
    if act == 0:
        made.append(loop.create_task(unwilling(a, 3)))
    elif act == 1:
        made.append(asyncio.ensure_future(a, loop=loop))
    elif act == 2:
        made.append(asyncio.gather(*[chance.among(made) for _ in range(3)], return_exceptions=chance.one_in(2)))
    elif act == 3:
        made.append(asyncio.shield(chance.among(made)))
    elif act == 4:
        made.append(loop.create_future())
    elif act == 5:
        chance.among(made).add_done_callback(a)
    elif act == 6:
        chance.among(made).cancel(a)
    elif act == 7:
        chance.among(made).set_result(a)
    elif act == 8:
        chance.among(made).set_exception(a)
    elif act == 9:
        loop.call_soon(a, b)
    elif act == 10:
        loop.call_later(0, a, b)
    elif act == 11:
        loop.call_soon_threadsafe(misbehave)
    elif act == 12:
        made.append(loop.create_task(asyncio.wait_for(chance.among(made), 0.001)))
    elif act == 13:
        made.append(loop.create_task(asyncio.wait([chance.among(made)], timeout=0.001)))
    elif act == 14:
        made.append(loop.create_task(asyncio.sleep(0, a)))
    else:
        victims.append(chance.among(made))


async def on_loop(asyncio, values):
    loop = asyncio.get_running_loop()
    made = [loop.create_future()]
    for _ in range(12):
        try:
            act_on_loop(asyncio, loop, values, made)
            if chance.one_in(3):
                await asyncio.sleep(0)
        except BaseException:
            misbehave()
    if chance.one_in(4):
        async with asyncio.TaskGroup() as group:
            for task in made[:3]:
                group.create_task(unwilling(task, 1))
            raise ValueError
    if chance.one_in(8):
        loop.close()


def on_closed_loop(asyncio, values):
    """What is left of a loop that was closed with work pending."""
    loop = asyncio.new_event_loop()
    made = [loop.create_future()]
    for _ in range(8):
        try:
            act_on_loop(asyncio, loop, values, made)
        except Exception:
            misbehave()
    loop.close()
    for _ in range(8):
        try:
            act_on_loop(asyncio, loop, values, made)
        except Exception:
            misbehave()


def run_loop(asyncio, values):
    if chance.one_in(3):
        on_closed_loop(asyncio, values)
    else:
        asyncio.run(on_loop(asyncio, values))
