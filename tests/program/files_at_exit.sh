# What was written to a file that is open still is in it when the program has ended, however it ends.
folder=$(mktemp -d)
cd "$folder" || exit
run() {
    printf '%s: ' "$1"
    "$COIL" -c "$2" 2>/dev/null
    echo "status $?, file: $(cat written)"
    rm written
}
run normal 'file = open("written", "w"); file.write("text")'
run binary 'file = open("written", "wb"); file.write(b"bytes")'
run exception 'file = open("written", "w"); file.write("text"); 1 / 0'
run exit 'import sys; file = open("written", "w"); file.write("text"); sys.exit(3)'
run attribute 'import sys; sys.file = open("written", "w"); sys.file.write("text")'
run thread 'import threading, time
def body():
    file = open("written", "w")
    file.write("begun, ")
    time.sleep(0.01)
    file.write("done")
threading.Thread(target=body).start()'
run daemon 'import threading
written = threading.Event()
def body():
    file = open("written", "w")
    file.write("text")
    written.set()
    threading.Event().wait()
threading.Thread(target=body, daemon=True).start()
written.wait()'
run finalizer 'class Closing:
    def __init__(self):
        self.file = open("written", "w")
    def __del__(self):
        self.file.write("goodbye")
closing = Closing()'
run buffer 'file = open("written", "w"); file.buffer.write(b"bytes, "); file.write("text")'
run stdout 'import sys; sys.stdout = open("written", "w"); print("text")'
run full 'open("written", "w").close(); file = open("/dev/full", "w"); file.write("text")'
# What could not be written is tried again.
"$COIL" -c 'file = open("/dev/full", "w")
file.write("text")
for action in file.flush, file.flush, file.close, file.close:
    try:
        print(action())
    except OSError as error:
        print(error)
print(file.closed)'
cd / && rm -r "$folder"
