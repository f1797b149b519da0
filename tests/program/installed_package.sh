# The library, installed, is found and used by programs outside of the tree: README's and that of coil.h's head.
build=$(dirname "$(readlink -f "$COIL")")
source=$(cd ../.. && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
set -e
cmake --install "$build" --prefix "$folder/installed" >/dev/null

# block LANGUAGE: what README shows as a program in that language.
block() { awk -v start="\`\`\`$1" '$0 == start { on = 1; next } /^```/ { on = 0 } on' "$source/README.md"; }
mkdir "$folder/game"
block cmake >"$folder/game/CMakeLists.txt"
block cpp >"$folder/game/game.cpp"
cmake -S "$folder/game" -B "$folder/game/build" -G Ninja -DCMAKE_PREFIX_PATH="$folder/installed" >"$folder/log" 2>&1 || cat "$folder/log"
cmake --build "$folder/game/build" >"$folder/log" 2>&1 || cat "$folder/log"
echo "README:"
"$folder/game/build/game" | tee "$folder/shown"
awk '/^It prints$/ { on = 1; next } on && /^```/ { if (++fences == 2) exit; next } fences' "$source/README.md" | diff - "$folder/shown"

# With pkg-config, and nothing of the tree in sight.
{
    printf '#include <coil.h>\n#include <iostream>\nint main()\n{\n'
    awk '/^\/\/     / { sub(/^\/\/     /, ""); print; on = 1; next } on { exit }' "$folder/installed/include/coil.h"
    printf '}\n'
} >"$folder/head.cpp"
export PKG_CONFIG_PATH=$(dirname "$(find "$folder/installed" -name coil.pc)")
${CXX:-g++} -std=c++20 -Wall -Wextra "$folder/head.cpp" -o "$folder/head" $(pkg-config --cflags --libs coil)
echo "coil.h:"
"$folder/head"
echo "installed:"
cd "$folder/installed"
find . -type f | sed 's|lib/x86_64-linux-gnu|lib|; s|lib/aarch64-linux-gnu|lib|; s|lib64|lib|' | LC_ALL=C sort
bin/coil -c 'print("runs")'
