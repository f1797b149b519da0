# rich of Debian 12 draws progress: bars, counts and speeds by a clock of the program, live output, tracked loops and files.
. ./_run.sh
need rich-13.3.1 Pygments-2.14.0 markdown_it_py-2.1.0 mdurl-0.1.2
run lib/rich_progress.py
