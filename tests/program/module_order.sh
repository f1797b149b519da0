# Where modules are found: the language, beside the script, COILPATH, PYTHONPATH, the rest of what is built in.
folder=$(mktemp -d)
mkdir -p "$folder/script" "$folder/coil" "$folder/python" "$folder/empty/heapq"
for name in heapq types asyncio; do
    echo "where = 'beside'" >"$folder/script/$name.py"
done
for name in heapq traceback; do
    echo "where = 'COILPATH'" >"$folder/coil/$name.py"
done
for name in traceback contextlib only; do
    echo "where = 'PYTHONPATH'" >"$folder/python/$name.py"
done
cat >"$folder/script/main.py" <<'PYTHON'
for name in "heapq", "types", "asyncio", "traceback", "contextlib", "only", "collections", "collections.abc":
    module = __import__(name)
    print(name, getattr(module, "where", "built in"))
PYTHON
COILPATH="$folder/coil" PYTHONPATH="$folder/python" "$COIL" -B "$folder/script/main.py"
# A folder without __init__.py is a package only when there is no module of that name.
cd "$folder/empty" && "$COIL" -c 'import heapq; print(heapq.heappop([1]))'
rm -r "$folder"
