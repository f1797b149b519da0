# pytest of Debian 12 runs a suite: fixtures, parameters, captures, hooks, and reports of what fails with the rewritten assertions.
. ./_run.sh
need pytest-7.2.1 pluggy-1.0.0+repack attrs-22.2.0 iniconfig-1.1.1 packaging-23.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r lib/pytest_suite "$folder/suite"
cd "$folder/suite"
export COLUMNS=100
# suite OPTION…: what pytest says, without times and versions, and without warnings of the compiler.
suite() {
    echo "== pytest $*"
    run -m pytest -p no:cacheprovider -p no:faulthandler --basetemp="$folder/temp" "$@" >"$folder/said" 2>"$folder/errors" </dev/null
    status=$?
    sed -E "s|$folder|FOLDER|g; s|$packages|PACKAGES|g; s/0x[0-9a-f]+/0x…/g; s/ in [0-9.]+s/ in N s/; s/^(platform linux).*/\1/; s/^=+ ([0-9].* in N s) =+/== \1 ==/" "$folder/said"
    echo "status $status"
    grep -v 'SyntaxWarning\|^  ' "$folder/errors"
}
suite -q test_good.py
suite -v -rA test_good.py -k "square or each or Case" --color-of blue
suite inner
suite inner -q --tb=short --showlocals -k "operators or chain or fixture" -x
suite inner -q --tb=line --maxfail=3
suite -q --collect-only -m slow
suite -q --setup-show test_good.py -k TestClass
suite -q --fixtures test_good.py
suite -q --junitxml=report.xml test_good.py inner/test_bad.py::test_fail inner/test_bad.py::test_hook --assert=plain
sed -E 's/ time(stamp)?="[^"]*"//g; s/ hostname="[^"]*"//; s/ (file|line)="[^"]*"//g' report.xml | sed "s|$folder|FOLDER|g; s/0x[0-9a-f]*/0x…/g"
suite -q no_such_file.py
