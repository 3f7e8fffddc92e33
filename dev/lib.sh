# Shared by the scripts in dev/: strict mode, the tree's root, and one line of progress a step.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# Checkouts in different folders share what ccache keeps.
export CCACHE_BASEDIR=$root

say() { printf '== %s\n' "$*" >&2; }

# Debian packages that building and testing need.
packages=(
  g++ cmake ninja-build pkg-config ccache
  tao-pegtl-dev libfmt-dev catch2 libcli11-dev libsimdjson-dev nlohmann-json3-dev libutf8proc-dev librapidcheck-dev
  libxlsxwriter-dev libzip-dev libexpat1-dev libxml2-dev libssl-dev libsqlite3-dev libpq-dev libz3-dev
)
# What the tests need beside: pages are opened in browsers, workbooks and documents by openpyxl, LibreOffice and Gnumeric,
# a server of PostgreSQL is run, and a cluster of Dask.
test_packages=(
  chromium chromium-driver firefox-esr python3 python3-openpyxl libreoffice-calc-nogui libreoffice-writer-nogui gnumeric poppler-utils
  postgresql-15 nodejs python3-distributed parallel
)
# What dev/lint needs beside.
lint_packages=(clang-format clang-tidy)
# What dev/fuzz needs beside: libFuzzer and the sanitizers of clang.
fuzz_packages=(clang libclang-rt-dev python3)

# What dev/bench --kernels needs beside.
bench_packages=(libbenchmark-dev)

# Installs what is missing of the packages named; asks the package database only, so that it takes no time when nothing is missing.
install_missing() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Configures (once) and builds a preset.
build_preset() {
  [ -f "build/$1/build.ninja" ] || { say "configuring $1"; cmake --preset "$1" >/dev/null; }
  say "building $1"
  cmake --build --preset "$1" -- --quiet
}

# A digest of all files that belong to the tree, committed or not; empty where there is no git to list them.
state_of_tree() {
  git ls-files -z --cached --others --exclude-standard 2>/dev/null | sort -zu | xargs -0 -r sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1
}
