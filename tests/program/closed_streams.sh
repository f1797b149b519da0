# Standard streams that the shell closed are None, and no file gets their numbers; output that does not fit.
"$COIL" -c 'import sys
print(sys.stdin, sys.__stdin__, open("/dev/null").fileno() > 2)
try:
    input()
except RuntimeError as error:
    print(error)' <&-
folder=$(mktemp -d)
"$COIL" -c 'import sys
file = open(sys.argv[1], "w")
print("nowhere")
file.write(f"{sys.stdout} {file.fileno() > 2}\n")' "$folder/file" >&-
echo "status $?, file: $(cat "$folder/file")"
"$COIL" -c 'import sys
print(sys.stderr)
1 / 0' 2>&-
echo "status $?"
"$COIL" - <&-
echo "no program: $?"
"$COIL" -c 'print("text")' 2>&1 >/dev/full
echo "full: $?"
"$COIL" -c 'print("text", flush=True)' 2>/dev/null >/dev/full
echo "full at once: $?"
rm -r "$folder"
