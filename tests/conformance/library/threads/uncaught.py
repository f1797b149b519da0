"""An exception that ends a thread is reported and does not end the program; exit() ends a thread silently."""
import threading

def fail():
    raise ValueError("in thread")
thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()

def leave():
    raise SystemExit(3)
thread = threading.Thread(target=leave)
thread.start()
thread.join()
print("goes on")
