# jinja2 of Debian 12 renders templates: inheritance, macros, filters, loops, escaping, sandbox, errors, asynchronously too.
. ./_run.sh
need Jinja2-3.1.2 MarkupSafe-2.1.2
run lib/render_templates.py
