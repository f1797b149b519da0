# Every example program runs to its end.
for example in ../../scripts/examples/*.py; do
    (
        problem=$("$COIL" "$example" 2>&1 >/dev/null) || printf '%s: status %s\n%s\n' "$example" "$?" "$problem"
    ) &
done
wait
