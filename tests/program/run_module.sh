# -m finds modules where import does, imports the packages above them, and runs a package by its __main__.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/package/inner" "$folder/plain"
echo 'print("package", __name__)' >"$folder/package/__init__.py"
echo 'print("main", __name__, __package__)' >"$folder/package/__main__.py"
echo 'print("part", __name__, __package__)' >"$folder/package/part.py"
echo 'print("inner", __name__)' >"$folder/package/inner/__init__.py"
echo 'raise ValueError("broken")' >"$folder/plain/__init__.py"
cd "$folder"
"$COIL" -m package
"$COIL" -m package.part
"$COIL" -m heapq && echo "a built-in module ran"
for missing in package.inner package.missing missing missing.inner heapq.inner; do
    "$COIL" -m $missing 2>&1
    echo "status $?"
done
"$COIL" -m plain.part 2>&1 | tail -n 1
