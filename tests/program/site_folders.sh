# Installed packages: of the virtual environment that is active or that the program is called from, of .pth files, none
# with -S or -I. They come behind the library, and nothing is read of them before an import comes so far.
folder=$(mktemp -d)
packages="$folder/venv/lib/python3.11/site-packages"
mkdir -p "$packages/beside" "$folder/venv/lib/python3.9/site-packages" "$folder/venv/bin" "$folder/script" "$folder/edited"
echo "where = 'python3.11'" >"$packages/installed.py"
echo "where = 'python3.9'" >"$folder/venv/lib/python3.9/site-packages/installed.py"
echo "where = 'site-packages'" >"$packages/heapq.py"
echo "where = 'beside'" >"$packages/beside/relative.py"
echo "where = 'edited'" >"$folder/edited/editable.py"
printf '# a comment\n\n%s\n/no/such/folder\nimport nothing\n' "$folder/edited" >"$packages/b.pth"
printf 'beside\r\nbeside\n' >"$packages/a.pth"
printf 'beside' >"$packages/.hidden.pth"
cat >"$folder/script/main.py" <<'PYTHON'
import sys

shown = [each.replace(sys.argv[1], "…") for each in sys.path if each.startswith(sys.argv[1]) or each == "<coil>"]
print(*shown)
for name in "installed", "heapq", "editable", "relative", "missing":
    try:
        print(name, getattr(__import__(name), "where", "built in"), end="; ")
    except ImportError as error:
        print(error, end="; ")
print()
print(*[each.replace(sys.argv[1], "…") for each in sys.path if each.startswith(sys.argv[1]) or each == "<coil>"])
print(sys.prefix.replace(sys.argv[1], "…") if sys.prefix != sys.base_prefix else "no environment")
PYTHON
echo "-- VIRTUAL_ENV" && VIRTUAL_ENV="$folder/venv" "$COIL" -B "$folder/script/main.py" "$folder"
echo "-- -S" && VIRTUAL_ENV="$folder/venv" "$COIL" -B -S "$folder/script/main.py" "$folder"
echo "-- -I" && VIRTUAL_ENV="$folder/venv" PYTHONPATH="$packages" "$COIL" -B -I "$folder/script/main.py" "$folder"
echo "home = /usr/bin" >"$folder/venv/pyvenv.cfg" && ln -s "$COIL" "$folder/venv/bin/python"
echo "-- called from it" && "$folder/venv/bin/python" -B "$folder/script/main.py" "$folder"
echo "-- found on PATH" && PATH="$folder/venv/bin:$PATH" python -c 'import installed, sys; print(installed.where, sys.executable == sys.argv[1])' "$folder/venv/bin/python"
echo "-- a folder behind the library, and sys.path without it"
cat >"$folder/script/order.py" <<'PYTHON'
import sys

sys.path.append(sys.argv[1])
import heapq

print(getattr(heapq, "where", "built in"))
del sys.modules["heapq"]
sys.path.remove("<coil>")
import heapq

print(getattr(heapq, "where", "built in"))
PYTHON
"$COIL" -B -S "$folder/script/order.py" "$packages"
echo "-- another environment that is active"
mkdir -p "$folder/other/lib/python3.11/site-packages"
VIRTUAL_ENV="$folder/other" "$folder/venv/bin/python" -c 'import installed; print(installed.where)'
rm -r "$folder"
