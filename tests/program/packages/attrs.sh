# attrs of Debian 12 makes classes: validators, converters, slots, orders, hashes, evolve, filters, hooks, old and new spelling.
. ./_run.sh
need attrs-22.2.0
run lib/classes_with_attrs.py
