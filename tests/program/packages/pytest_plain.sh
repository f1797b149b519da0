# pytest of Debian 12 runs a file with no option, all its plugins loaded, and fixtures of the event loop's kind by hand.
. ./_run.sh
need pytest-7.2.1 pluggy-1.0.0+repack attrs-22.2.0 iniconfig-1.1.1 packaging-23.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/test_plain.py" <<'PYTHON'
import asyncio


def test_plain(tmp_path, capsys):
    async def main():
        await asyncio.sleep(0)
        print("ran")

    asyncio.run(main())
    assert capsys.readouterr().out == "ran\n" and tmp_path.is_dir()
PYTHON
cd "$folder"
run -m pytest -q test_plain.py 2>"$folder/errors" | sed -E 's/ in [0-9.]+s//'
grep -v 'SyntaxWarning\|^  ' "$folder/errors"
true
