"""The main thread can be waited for: it ends when the program does."""
import sys
import threading


def work():
    main.join()
    print("the main thread has ended", main.is_alive())
    sys.stdout.flush()


main = threading.main_thread()
thread = threading.Thread(target=work)
thread.start()
main_joins = main.is_alive()
try:
    main.join()
except RuntimeError as error:
    print(error, main_joins)
print("end")
sys.stdout.flush()
