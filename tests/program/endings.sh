# How programs end: exit statuses, and a reader of their output that goes away.
"$COIL" -c 'import sys; sys.exit(2 ** 70)'; echo "big $?"
"$COIL" -c 'exit(3)'; echo "exit $?"
"$COIL" -c 'quit()'; echo "quit $?"
"$COIL" -c 'raise SystemExit(4, 5)' 2>&1; echo "tuple $?"
exec 3>&1
{ "$COIL" -c 'for i in range(100000): print(i)' 2>/dev/null; echo "broken pipe $?" >&3; } | head -n 1
