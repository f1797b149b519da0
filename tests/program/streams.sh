# Standard streams: bytes below them, line ends of stdin, what is printed before an exit's message, folders as programs.
"$COIL" -c 'import sys
out = sys.stdout.buffer
print("text")
sys.stdout.flush()
out.write(b"bytes\n")
print(sys.stdout.buffer is out)'
printf 'one\ntwo\nthree\n' | "$COIL" -c 'import sys
print(sys.stdin.buffer.readline(), sys.stdin.buffer.readline(), sys.stdin.buffer.read())'
printf 'x\r\ny\r\n' | "$COIL" -c 'import sys
print(sys.stdin.readlines())'
"$COIL" -c 'import sys
print("partial ", end="")
sys.exit("and a message")' 2>&1
echo "status $?"
folder=$(mktemp -d)
echo 'import other; print(__name__, other.__name__)' >"$folder/__main__.py"
: >"$folder/other.py"
"$COIL" "$folder"
rm "$folder/__main__.py"
"$COIL" "$folder" 2>&1 | sed "s#$folder#FOLDER#"
rm -r "$folder"
