# The library is in the program: importing it opens no file, neither ours nor CPython's.
script=$(mktemp -d)/script.py
cat >"$script" <<'PYTHON'
import asyncio, collections, contextlib, dataclasses, enum, functools, heapq, sys, threading, traceback, typing, warnings

# What the build borrowed from CPython, if it did.
for name in "bisect", "copy", "graphlib", "keyword", "numbers", "operator", "queue", "argparse", "logging":
    try:
        __import__(name)
    except ImportError:
        pass


async def main():
    async with asyncio.timeout(5):
        return await asyncio.gather(asyncio.sleep(0, "one"), asyncio.sleep(0.01, "two"))


print(asyncio.run(main()), asyncio.__file__)
PYTHON
# Leaks can't be looked for in a process that is traced.
export ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0"
$OPENED "$COIL" -S "$script" 2>"$script.opened" || [ $? -ne 77 ] || { echo "programs can't be traced here" && exit 77; }
# The system's own: shared libraries, and what it tells of processes and machines.
grep -v '\.so\(\.\|$\)\|^/proc/\|^/sys/\|^/dev/\|^/etc/\|^/usr/share/' "$script.opened" | sed "s|$script|the script|"
echo "with installed packages in sight, when an import gets so far:"
echo 'import missing_as_it_is' >"$script"
$OPENED "$COIL" "$script" 2>&1 | grep -c 'dist-packages/missing_as_it_is\|No module named'
rm -r "$(dirname "$script")"
