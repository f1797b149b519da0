# shellcheck shell=bash disable=SC2034
# What the scripts share. To be sourced; leaves the working directory at the project's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

cores=$(nproc 2>/dev/null || echo 2)

# say TEXT: a line about what is being done.
say() { printf '== %s\n' "$*"; }

# install_packages [PACKAGE…]: installs what is missing of packages.txt, and of those named, asking for root's rights only
# then. Elsewhere than on Debian and its kin it names the packages and goes on.
install_packages() {
    local wanted missing=() as_root=()
    mapfile -t wanted < <(grep -v '^#' scripts/packages.txt)
    wanted+=("$@")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "no apt here; these Debian packages, or their like, must be installed: ${wanted[*]}"
        return
    fi
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET…]: configures when it has not been, and builds what is out of date.
build() {
    local preset=$1
    shift
    if [ ! -f "build/$preset/build.ninja" ]; then
        say "configuring $preset"
        cmake --preset "$preset" >"build-$preset.log" 2>&1 || {
            cat "build-$preset.log"
            return 1
        }
        mv "build-$preset.log" "build/$preset/configure.log"
    fi
    say "building $preset"
    cmake --build --preset "$preset" ${1:+--target "$@"} -- --quiet
}
