# Sourced by the tests: runs programs with a package that Debian has installed, unmodified, and nothing else of what is installed.
packages=${DEBIAN_PACKAGES:-/usr/lib/python3/dist-packages}

# need METADATA…: skips the test where a package is not there in this version: another one prints other things.
need() {
    for metadata in "$@"; do
        ls -d "$packages/$metadata".*-info >/dev/null 2>&1 || { echo "$metadata is not in $packages" && exit 77; }
    done
}

# run PROGRAM [ARGUMENT…]
run() { PYTHONPATH=$packages "$COIL" -S "$@"; }
