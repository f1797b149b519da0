# Files that nothing refers to any more give their descriptors back before there are none left.
folder=$(mktemp -d)
echo 'name = "imported"' >"$folder/module.py"
ulimit -n 40
"$COIL" -c 'import gc, sys
gc.disable()
sys.path.append(sys.argv[1])
path = sys.argv[1] + "/module.py"
for i in range(200):
    open(path).read(3)
for i in range(200):
    open(sys.argv[1] + "/written", "a").write("x")
print("read and written")
import module
print(module.name)
kept = []
try:
    while True:
        kept.append(open(path))
except OSError as error:
    print(error.errno, 10 < len(kept) < 40, kept[0].read())
kept.clear()
for i in range(100):
    open(path)
print("again")' "$folder"
wc -c <"$folder/written"
rm -r "$folder"
