"""Children are forked, spawned, waited for and killed; hooks run around a fork."""

import os
import signal
import sys
import time

sys.stdout.flush()
os.register_at_fork(before=lambda: print("before 1"), after_in_parent=lambda: print("after 1"))
os.register_at_fork(before=lambda: print("before 2"), after_in_parent=lambda: print("after 2"))
pid = os.fork()
if pid == 0:
    os._exit(7)
waited, status = os.waitpid(pid, 0)
print(waited == pid, os.WIFEXITED(status), os.WEXITSTATUS(status), os.WIFSIGNALED(status), os.waitstatus_to_exitcode(status))

reader, writer = os.pipe()
pid = os.posix_spawn(
    "/bin/sh", ["sh", "-c", "echo $COLOR; read line; echo got $line >&2"], {"COLOR": "red"},
    file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_DUP2, writer, 2), (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0)],
)
os.close(writer)
print(os.wait4(pid, 0)[1], os.read(reader, 100))
os.close(reader)

pid = os.posix_spawnp("sleep", ["sleep", "100"], os.environ)
print(os.waitpid(pid, os.WNOHANG))
os.kill(pid, signal.SIGKILL)
status = os.waitpid(pid, 0)[1]
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 4"], os.environ)
info = os.waitid(os.P_PID, pid, os.WEXITED)
print(info.si_pid == pid, info.si_status, info.si_code == os.CLD_EXITED, type(info).__name__)
for function, arguments in ((os.wait, ()), (os.waitpid, (-1, 0)), (os.posix_spawn, ("/nothing", ["a"], {})), (os.kill, (2**22 + 5, 0))):
    try:
        function(*arguments)
    except OSError as error:
        print(type(error).__name__, error)
print(os.waitstatus_to_exitcode(os.system("exit 5")))

# Any child, whichever comes first.
pids = [os.posix_spawn("/bin/sh", ["sh", "-c", f"exit {i}"], os.environ) for i in range(3)]
print(sorted(os.waitstatus_to_exitcode(os.wait()[1]) for _ in pids))
