# Waiting for input takes a descriptor to be woken by, but does without where there is none to be had.
(sleep 0.05; echo line) | (ulimit -n 4; "$COIL" -c 'file = open("/dev/null"); print(input())')
