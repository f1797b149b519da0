# The options that tools call python with.
folder=$(mktemp -d)
cd "$folder" || exit 1
here() { sed "s#$folder#FOLDER#"; }
printf '#!/no/such/program -x\nimport sys\nprint(sys.argv, sys.flags.optimize)\n' > first_line.py
printf 'import warnings\nwarnings.warn("seen")\nassert False, "not optimized"\nprint(__debug__, "end")\n' > warns.py
printf '"""Docstring."""\ndef f():\n    """Of f."""\nprint(__doc__, f.__doc__)\n' > documented.py
"$COIL" -x first_line.py a -b
"$COIL" -OBq -s warns.py >output 2>&1
echo "status $?"
"$COIL" -W error::UserWarning warns.py 2>&1 | tail -n 1
"$COIL" -Wignore -O warns.py
here <output
PYTHONWARNINGS=ignore,default::UserWarning "$COIL" -O warns.py 2>&1 | head -n 1 | here
PYTHONWARNINGS=error "$COIL" -E -O warns.py 2>&1 | tail -n 1
"$COIL" documented.py
"$COIL" -OO documented.py
"$COIL" -X dev -X a=b -Xint_max_str_digits=700 -c 'import sys; print(sys._xoptions, sys.flags.dev_mode, sys.get_int_max_str_digits(), sys.warnoptions)'
"$COIL" -X int_max_str_digits=3 -c '' 2>&1 | head -n 1
"$COIL" -IBc 'import sys; print(sys.flags.isolated, sys.flags.ignore_environment, sys.flags.safe_path, sys.dont_write_bytecode, sys.path[:1])'
"$COIL" -P -c 'import sys; print("" in sys.path)'
"$COIL" -uc 'import sys; print(sys.stdout.write_through, type(sys.stdout.buffer).__name__)'
"$COIL" -W 2>&1 | head -n 1
"$COIL" -BZ -c '' 2>&1 | head -n 1
rm -r "$folder"
