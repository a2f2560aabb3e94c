#!/usr/bin/env bash
# Makes sure that what `make run`, `make check` or `make test` uses is there. Debian packages are
# installed when we are root; what is then still missing is named, all at once, and the make stops.
set -euo pipefail
purpose=$1

has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() { [ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome; }
has_postgresql() { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

debian=()
# What the unit tests and the world tests call: papers and labels are read back, and the journal has a second verifier.
if [ "$purpose" = test ] || [ "$purpose" = check ]; then
  has pdftotext && has pdftoppm && has pdfinfo || debian+=(poppler-utils)
  has zbarimg || debian+=(zbar-tools)
  has python3 || debian+=(python3)
fi
if [ "$purpose" = test ]; then
  has_chromium || debian+=(chromium)
  has_postgresql || debian+=(postgresql)
fi
if [ "$purpose" = bench ]; then
  has_postgresql || debian+=(postgresql)
  has pgbench || debian+=(postgresql-contrib)
  has wrk || debian+=(wrk)
  has pdftoppm || debian+=(poppler-utils)
  has curl || debian+=(curl)
fi
if [ ${#debian[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && has apt-get; then
  echo "== Installing ${debian[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q=2
  apt-get install -q=2 --no-install-recommends "${debian[@]}" >/dev/null
  debian=()
fi

missing=()
has cargo || missing+=("Rust (cargo): https://rustup.rs")
has cc || missing+=("a C compiler, cc (on Debian: apt-get install build-essential)")
has node && has npm || missing+=("Node.js 20 or later, with npm: https://nodejs.org")
if has node && ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
  missing+=("Node.js 20 or later: $(node --version) is too old")
fi
if [ "$purpose" != run ] && has cargo; then
  cargo fmt --version >/dev/null 2>&1 || missing+=("rustfmt: rustup component add rustfmt")
  cargo clippy --version >/dev/null 2>&1 || missing+=("clippy: rustup component add clippy")
fi
for package in "${debian[@]}"; do
  missing+=("$package (on Debian, as root: apt-get install $package)")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "make $purpose cannot start. Missing:" >&2
  printf '  - %s\n' "${missing[@]}" >&2
  exit 1
fi
