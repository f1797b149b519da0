# rich of Debian 12 prints tracebacks: chains, sources, locals of the frames, what is left out.
. ./_run.sh
need rich-13.3.1 Pygments-2.14.0 markdown_it_py-2.1.0 mdurl-0.1.2
run lib/rich_tracebacks.py
