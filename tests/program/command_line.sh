# The command line: where a program comes from, what it finds in sys.argv and on its path, and wrong uses.
folder=$(mktemp -d)
echo 'import sys; print(__name__, sys.argv[1:], await_me := 1)' >"$folder/script.py"
mkdir -p "$folder/library/package"
echo 'value = "from the path"' >"$folder/library/module_there.py"
echo 'import sys; print("package run as", __name__, sys.argv[1:])' >"$folder/library/package/__main__.py"
: >"$folder/library/package/__init__.py"

"$COIL" "$folder/script.py" a -b --version
"$COIL" -c 'import sys; print(sys.argv, __name__)' x -c
echo 'import sys; print(sys.argv, __name__)' | "$COIL" - y
echo 'print("piped")' | "$COIL"
"$COIL" -c 'import module_there' 2>&1 | tail -n 1
COILPATH="$folder/library" "$COIL" -c 'import module_there; print(module_there.value)'
COILPATH="/nowhere:$folder/library" "$COIL" -m package 1 2
(cd "$folder/library" && "$COIL" -m module_there && echo "module ran")
"$COIL" -m nothing_there 2>&1
echo "status $?"

"$COIL" -c 'import asyncio
print(await asyncio.gather(asyncio.sleep(0, "top"), sleep(0, "level")))'
"$COIL" --dis -c 'print(1 + 1)' | grep -c LoadGlobal
"$COIL" --dis "$folder/script.py" | grep -c StoreGlobal
"$COIL" --version | grep -cE '^coil [0-9]+\.[0-9]+\.[0-9]+$'
"$COIL" --help | head -n 1
"$COIL" --help >/dev/null && echo "help is no error"
"$COIL" --unknown 2>&1 | head -n 1
"$COIL" --unknown 2>/dev/null
echo "status $?"
"$COIL" -c 2>&1 | head -n 1
{ "$COIL" "$folder/missing.py" 2>&1; echo "status $?"; } | sed "s#$folder#FOLDER#"
"$COIL" -c 'print(' 2>&1
echo "status $?"
rm -r "$folder"
