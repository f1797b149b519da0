"""termios reads and sets the attributes of terminals; tty makes them raw."""
import os
import termios
import tty

master, slave = os.openpty()
attributes = termios.tcgetattr(slave)
print(len(attributes), len(attributes[6]), attributes[6][termios.VINTR], attributes[3] & termios.ECHO != 0)
attributes[3] &= ~termios.ECHO
attributes[6][termios.VINTR] = b"\x05"
print(termios.tcsetattr(slave, termios.TCSANOW, attributes))
print(termios.tcgetattr(slave)[3] & termios.ECHO, termios.tcgetattr(slave)[6][termios.VINTR])
tty.setraw(slave)
raw = termios.tcgetattr(slave)
print(raw[3] & (termios.ICANON | termios.ISIG), raw[6][termios.VMIN], raw[6][termios.VTIME])
os.write(master, b"x")
print(os.read(slave, 10))
print(termios.tcsetwinsize(slave, (24, 80)), termios.tcgetwinsize(slave), os.get_terminal_size(slave))
print(termios.tcflush(slave, termios.TCIOFLUSH), termios.tcdrain(slave), termios.error.__bases__)


def show(function, *arguments):
    try:
        print(function.__name__, "->", function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__module__, type(error).__name__, error.args)


show(termios.tcgetattr, "x")
show(termios.tcgetattr, 99)
for wrong in ([], 1, attributes[:6] + [1], attributes[:6] + [[b"xx"] * 32], ["x"] * 7):
    show(termios.tcsetattr, slave, 0, wrong)
show(termios.tcsetattr, slave, 99, attributes)
for wrong in (1, (1,), ("x", 1), (70000, 1), (-1, 1)):
    show(termios.tcsetwinsize, slave, wrong)
os.close(master)
os.close(slave)
