# markdown of Debian 12 makes HTML: the syntax, its extensions, an extension of one's own.
. ./_run.sh
need Markdown-3.4.1
run lib/markdown_to_html.py
