# Lines that several threads print at once stay whole.
"$COIL" -c '
import threading

def talk(name):
    for i in range(200):
        print(name, i, name * 20)

threads = [threading.Thread(target=talk, args=(letter,)) for letter in "abcd"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
' | awk 'NF != 3 || length($3) != 20 { mixed++ } END { print NR, mixed + 0 }'
