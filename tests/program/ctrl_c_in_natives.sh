# Ctrl-C ends what a native has taken on, whatever it is; the script goes on in its handler.
interrupted() {
    program="
try:
    print('begins', flush=True)
    $1
except KeyboardInterrupt:
    print('interrupted')"
    export program
    sh -c '(sleep 0.3; kill -INT $$) & exec "$COIL" -c "$program"' 2>&1
    echo "status $?"
}

interrupted 'for i in range(10**9): [0] * 10**6'
interrupted 'pow(3, 7**(10**6), 11**(10**5))'
interrupted 'import math; math.comb(10**8, 5 * 10**7)'
interrupted 'a = b = (); a = eval("(" * 90 + "1," + ")" * 90)
    for i in range(60): a = (a, a); b = (b, b)
    hash(a)'
interrupted 'a = []; b = []
    for i in range(60): a = [a, a]; b = [b, b]
    a == b'
interrupted 'while True: ("x" * 10**7).count("xy")'
interrupted 'while True: sorted([(i * 7919) % 1000003 for i in range(10**5)])'
interrupted 'class A:
        def __getitem__(self, n): return self[n - 1], self[n - 1]
    try: A()[0]
    except RecursionError: pass
    while True: pass'
