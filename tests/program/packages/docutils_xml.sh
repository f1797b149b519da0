# docutils of Debian 12 makes XML of reStructuredText, and parses the XML that is in it.
. ./_run.sh
need docutils-0.19 roman-3.3
run lib/rst_to_xml.py
