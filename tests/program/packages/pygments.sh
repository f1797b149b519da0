# pygments of Debian 12 highlights Python, C, JSON and others as HTML, for terminals, LaTeX, SVG; filters, guesses, a lexer of one's own.
. ./_run.sh
need Pygments-2.14.0
run lib/highlight_sources.py
