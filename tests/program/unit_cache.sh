# Imported files are compiled once: what they were compiled to is kept, checked, and renewed.
unset PYTHONDONTWRITEBYTECODE
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
mkdir package
echo 'import helper, package.inner; print(helper.value(), package.inner.name)' >main.py
echo 'def value(): return "one"' >helper.py
echo 'x = __name__' >package/__init__.py
echo 'name = __file__.rsplit("/", 2)[1]' >package/inner.py
kept() { find . -name '*.unit*' | sort; }
found() { cache=$(find __pycache__ -name 'helper.coil-*.unit'); }

echo "== -B and the variable keep nothing"
"$COIL" -B main.py
PYTHONDONTWRITEBYTECODE=1 "$COIL" main.py
kept

echo "== kept beside the files, but not the script"
"$COIL" main.py
kept | sed 's/coil-[0-9_]*\./coil-VERSION./'
found

echo "== used, not written again"
before=$(stat -c %i "$cache")
"$COIL" main.py
[ "$before" = "$(stat -c %i "$cache")" ] && echo same file

echo "== read with -B, too: the source can't be"
touch -r helper.py time
printf 'def value(): return "two"\n' >helper.py
touch -r time helper.py
"$COIL" -B main.py

echo "== another time, same size: compiled anew"
touch -d '2001-01-01' helper.py
"$COIL" main.py

echo "== another size"
echo 'def value(): return "three"' >helper.py
"$COIL" main.py

echo "== broken ones are ignored, and written anew"
cp "$cache" whole
size=$(stat -c %s whole)
for damage in 'printf "" >"$cache"' 'printf "nonsense" >"$cache"' 'head -c 100 "$cache" >part; cat part >"$cache"' \
    'printf "\377\377\377\377" | dd of="$cache" bs=1 seek=90 conv=notrunc 2>dd.err' \
    'printf "\001" | dd of="$cache" bs=1 seek=$((size - 3)) conv=notrunc 2>dd.err' 'echo more >>"$cache"'; do
    eval "$damage"
    "$COIL" main.py
    cmp -s "$cache" whole && echo whole again
done

echo "== what can't be written is left"
rm -rf __pycache__
echo 'a file' >__pycache__
"$COIL" main.py
cat __pycache__
rm __pycache__
mkdir -p __pycache__/"${cache#__pycache__/}"
"$COIL" main.py

echo "== another folder"
rm -rf __pycache__ package/__pycache__
PYTHONPYCACHEPREFIX=$folder/elsewhere/deep "$COIL" main.py
PYTHONPYCACHEPREFIX=$folder/elsewhere/deep "$COIL" -c 'import sys, helper; print(sys.pycache_prefix is not None, helper.value())'
kept | sed 's/coil-[0-9_]*\./coil-VERSION./; s/.*\(elsewhere\/deep\).*\//\1\/…\//'

echo "== a moved file calls itself by its new name"
rm -rf elsewhere
printf 'def value(): raise ValueError\n' >helper.py
"$COIL" -c 'import helper'
mkdir moved && mv helper.py __pycache__ moved
"$COIL" -c 'import sys; sys.path.append("moved")
import helper, traceback
try:
    helper.value()
except ValueError as error:
    print(traceback.extract_tb(error.__traceback__)[-1].filename.rsplit("/", 2)[1:])'

echo "== who may not read the source may not read this"
chmod 600 moved/helper.py
rm -r moved/__pycache__
COILPATH=moved "$COIL" -c 'import helper'
stat -c %a moved/__pycache__/helper.*

echo "== many at once"
mkdir many
for i in 1 2 3 4 5 6 7 8; do echo "value = $i" >many/m$i.py; done
for i in 1 2 3 4; do
    COILPATH=many "$COIL" -c 'import m1, m2, m3, m4, m5, m6, m7, m8; print(sum(m.value for m in (m1, m2, m3, m4, m5, m6, m7, m8)))' &
done
wait
find many -name '*.unit*' | wc -l

echo "== a script decides"
"$COIL" -c 'import sys; print(sys.dont_write_bytecode); sys.dont_write_bytecode = True
sys.path.append("package"); import inner'
find package -name 'inner*.unit'
