"""The end of the program waits for threads that are not daemons."""
import threading
import time

def late(text, seconds):
    time.sleep(seconds)
    print(text)
threading.Thread(target=late, args=("waited for", 0.03)).start()
threading.Thread(target=late, args=("never printed", 60), daemon=True).start()
print("main ends")
