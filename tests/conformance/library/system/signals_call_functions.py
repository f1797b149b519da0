"""Functions of scripts are called for signals, in the middle of what blocks too."""

import os
import signal
import threading
import time

calls = []


def note(number, frame):
    calls.append((signal.Signals(number).name, frame is not None))


def says(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(signal.getsignal(signal.SIGUSR1), signal.signal(signal.SIGUSR1, note), signal.getsignal(signal.SIGUSR1) is note)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
print(calls)

signal.signal(signal.SIGALRM, note)
calls.clear()
signal.setitimer(signal.ITIMER_REAL, 0.02)
time.sleep(0.1)
print(calls)


class Stop(Exception):
    pass


def stop(number, frame):
    raise Stop


signal.signal(signal.SIGALRM, stop)
reader, writer = os.pipe()
for wait in (lambda: time.sleep(10), lambda: os.read(reader, 1), signal.pause, threading.Event().wait, lambda: [None for _ in iter(int, 1)]):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        wait()
    except Stop:
        print("stopped")
print(signal.setitimer(signal.ITIMER_REAL, 100)[0], signal.getitimer(signal.ITIMER_REAL)[0] > 90, signal.alarm(0) > 90)

print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
old = signal.signal(signal.SIGINT, note)
calls.clear()
signal.raise_signal(signal.SIGINT)
print(calls, old is signal.default_int_handler)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, old)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt again")

print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
calls.clear()
signal.raise_signal(signal.SIGUSR1)
print(calls, signal.sigpending(), signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]), calls)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
signal.raise_signal(signal.SIGUSR2)
print(signal.sigwait([signal.SIGUSR2]), signal.sigtimedwait([signal.SIGUSR2], 0.01))

os.set_blocking(writer, False)
print(signal.set_wakeup_fd(writer), end=" ")
signal.raise_signal(signal.SIGUSR1)
print(os.read(reader, 10) == bytes([signal.SIGUSR1]), signal.set_wakeup_fd(-1) == writer)
print(says(signal.signal, 0, note), says(signal.signal, signal.SIGUSR1, 3), says(signal.signal, signal.SIGKILL, note))
print(says(signal.getsignal, 1000), signal.strsignal(signal.SIGTERM), says(signal.pthread_sigmask, signal.SIG_BLOCK, [1000]))
thread = threading.Thread(target=lambda: print(says(signal.signal, signal.SIGUSR1, note)))
thread.start()
thread.join()
