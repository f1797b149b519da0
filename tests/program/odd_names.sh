# Arguments and names of files that are no UTF-8 are text with lone surrogates, and find the files again.
folder=$(mktemp -d)
cd "$folder" || exit
odd=$(printf 'odd\351\355\240\200')
mkdir "$odd"
echo 'def fail():
    1 / 0  # here' >"$odd/module.py"
cat >"$odd/script.py" <<'END'
import sys
import traceback

print(ascii(sys.argv[1:]), ascii(__file__[-18:]))
name = sys.argv[1] + '/file'
with open(name, 'w') as file:
    file.write('written')
    print(ascii(file.name))
print(open(name).read(), open(name.encode('utf-8', 'surrogateescape')).read())
for bad in '\ud800', name + 'none':
    try:
        open(bad)
    except (OSError, UnicodeEncodeError) as error:
        print(ascii(str(error)))
sys.path.insert(0, sys.argv[1])
import module
print(ascii(module.__file__[-18:]))
try:
    module.fail()
except ZeroDivisionError:
    print('# here' in traceback.format_exc())
END
"$COIL" "$odd/script.py" "$odd" "$(printf '\360\237\230\200')"
"$COIL" "$odd/none.py" 2>&1 | sed "s#$folder#FOLDER#"
cd / && rm -r "$folder"
