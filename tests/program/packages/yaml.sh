# yaml of Debian 12, its pure Python part: loads and dumps documents, tags, anchors, styles, events, errors with their place.
. ./_run.sh
need PyYAML-6.0
run lib/yaml_both_ways.py
