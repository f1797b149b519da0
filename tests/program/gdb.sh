# gdb's printers and commands for coil, scripts/dev/gdb/coil.py: the script's frames, values, and the heap's cells.
command -v gdb >/dev/null || { echo "gdb is not installed"; exit 77; }
gdb -nx -batch -ex 'ptype coil::internal::FrameHeader' "$COIL" 2>/dev/null | grep -q return_pc ||
    { echo "the build has no debug information"; exit 77; }
folder=$(mktemp -d)
cat >"$folder/script.py" <<'END'
import asyncio
def plain(items):
    return sorted(items, key=callback)
def callback(item):
    return abs(item)
def generate():
    yield plain([3, -1])
async def inner():
    return next(generate())
async def main():
    await inner()
asyncio.run(main())
END
gdb -nx -batch -x ../../scripts/dev/gdb/coil.py -ex 'break coil::internal::list_sort' -ex run -ex coil-bt -ex 'print *list' \
    -ex 'print vm.handled' -ex 'print *vm.names->init' -ex 'print key' -ex 'print *(coil::internal::FrameHeader*)(vm.registers - 5)' \
    -ex coil-heap --args "$COIL" "$folder/script.py" >"$folder/out" 2>"$folder/err" </dev/null
grep -E '^#[0-9]+ ' "$folder/out" | grep -E "script.py:" | sed "s#$folder#FOLDER#; s/^#[0-9]* *//"
grep -E '^\$[0-9]+ =' "$folder/out" | sed -E 's/0x[0-9a-f]+.*/ADDRESS/'
grep -cE '^(Str|Dict|Class|Function) +[0-9]+ +[0-9]+$' "$folder/out"
rm -r "$folder"
