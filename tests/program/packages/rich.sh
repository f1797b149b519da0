# rich of Debian 12 prints tables, trees, markup, Markdown, syntax, progress, JSON, logs and tracebacks, with and without colors.
. ./_run.sh
need rich-13.3.1 Pygments-2.14.0 markdown_it_py-2.1.0 mdurl-0.1.2
run lib/rich_output.py
