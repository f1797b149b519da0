# click of Debian 12 parses commands: options, arguments, groups, chains, prompts, help, errors, completion, its test runner.
. ./_run.sh
need click-8.1.3 colorama-0.4.6
run lib/command_lines.py
