# Whatever is called with what misbehaves ends or raises: a few seeds of the random caller, without calls that wait.
../../scripts/dev/random-caller --exe "$COIL" --seeds 1-3 --steps 400 --jobs 3 --quick
