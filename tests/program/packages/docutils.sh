# docutils of Debian 12 makes HTML, XML, LaTeX and more of reStructuredText: markup, tables, directives, roles, its own ones, reports.
. ./_run.sh
need docutils-0.19 roman-3.3
run lib/rst_to_html.py
