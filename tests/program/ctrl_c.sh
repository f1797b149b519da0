# SIGINT ends a script as it ends any program: what is open is cleaned up, a traceback, death by the signal. asyncio.run
# cancels its main task first; a second Ctrl-C is not waited for.
interrupted() {
    program=$1 signals=${2:-1}
    export program signals
    # The shell becomes the program, so that the signal is not ignored as it is in background jobs.
    sh -c '(for i in $(seq $signals); do sleep 0.25; kill -INT $$; done) & exec "$COIL" -c "$program"' 2>&1
    echo "status $?"
}

interrupted 'import time
try:
    time.sleep(10)
finally:
    print("cleaned up", flush=True)' | grep -v '^ '

interrupted 'while True: pass' | tail -n 2

interrupted 'import threading
threading.Event().wait()' | tail -n 2

interrupted 'import asyncio
async def main():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("main cancelled", flush=True)
        raise
asyncio.run(main())' | grep -v '^ '

interrupted 'import asyncio
async def main():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("not yet", flush=True)
    await asyncio.sleep(10)
asyncio.run(main())' 2 | grep -v '^ '

interrupted 'import asyncio
async def main():
    while True: pass
asyncio.run(main())' 2 | tail -n 2

# A write that waits for a reader who does not read.
log=$(mktemp)
export log
program='import sys
try:
    while True: print("x" * 100000)
except KeyboardInterrupt:
    sys.stderr.write("in time\n")
except BrokenPipeError:
    sys.stderr.write("too late\n")
sys.stderr.flush()
sys.stdout = None'
export program
sh -c '(sleep 0.5; kill -INT $$) >/dev/null & exec "$COIL" -c "$program" 2>"$log"' | sleep 2
cat "$log"
rm "$log"
