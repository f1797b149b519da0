# --trace tells on stderr, a line an event: when, of what, what happened and how long it took.
folder=$(mktemp -d)
mkdir "$folder/package"
echo 'import inner' >"$folder/package/__init__.py"
echo 'value = 1' >"$folder/inner.py"
echo 'raise ValueError' >"$folder/failing.py"

# Numbers differ from run to run.
plain() {
    sed -E "s#$folder#FOLDER#g; s/^ *[0-9]+\.[0-9]{3} /TIME /; s/[0-9]+\.[0-9]{3} ms/N ms/g; s/[0-9]+ (KiB|cells|live|->|passes|callbacks|timers|waits)/N \1/g"
}

cat >"$folder/imports.py" <<'END'
import package
try: import failing
except ValueError: pass
try: import missing
except ImportError: pass
END
"$COIL" --trace=import "$folder/imports.py" 2>&1 | plain

echo 'import gc; gc.collect()' >"$folder/collect.py"
"$COIL" --trace=gc "$folder/collect.py" 2>&1 | plain | grep -v minor | sort -u

cat >"$folder/loop.py" <<'END'
import asyncio, time
async def main():
    await asyncio.sleep(0.001)
    time.sleep(0.006)
asyncio.run(main())
END
"$COIL" --trace=loop "$folder/loop.py" 2>&1 | plain | grep -E 'Task-1 ran for|ended' | sort -u

"$COIL" --trace=all -c 'print("all")' 2>/dev/null
"$COIL" --trace=gc,nothing -c 'print("not run")' 2>&1 | head -n 1
"$COIL" --trace= -c 'print("not run")' 2>&1 | head -n 1
rm -r "$folder"
