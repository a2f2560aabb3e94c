#!/usr/bin/env bash
# worlds.sh sqlite|both: unit tests and the tests of the application from outside ("world tests"), on
# SQLite, then on a PostgreSQL of their own. Every world writes its test's name and its engine to a
# tally; the two lists must be the same, so no test can quietly stay on one engine.
set -euo pipefail
cd "$(dirname "$0")/../.."

tally=$(mktemp -d)
trap 'rm -rf "$tally"' EXIT
export WORLD_TALLY="$tally/worlds"
export INSTA_UPDATE=no INSTA_SNAPSHOT_REFERENCES_FILE="$tally/snapshots"
# With a single test thread a test could not be told by the name of its thread.
export RUST_TEST_THREADS=${RUST_TEST_THREADS:-4}

worlds_on() { sed -n "s/^$1 //p" "$WORLD_TALLY" | sort -u; }
number_on() { worlds_on "$1" | wc -l; }

: > "$WORLD_TALLY"
: > "$INSTA_SNAPSHOT_REFERENCES_FILE"
echo '== Unit tests, and world tests on SQLite'
env -u TEST_DATABASE_URL cargo test --workspace --quiet

unreferred=$(comm -23 <(find "$PWD/backend" "$PWD/tests" "$PWD/migrations" -name '*.snap' | sort) \
  <(xargs -r realpath < "$INSTA_SNAPSHOT_REFERENCES_FILE" | sort -u))
if [ -n "$unreferred" ]; then
  printf 'No test uses these snapshots any more; delete them:\n%s\n' "$unreferred" >&2
  exit 1
fi
if [ "$(number_on sqlite)" = 0 ]; then
  echo 'No world test ran.' >&2
  exit 1
fi
if [ "$1" = sqlite ]; then
  echo "World tests: $(number_on sqlite) on SQLite."
  exit
fi

echo '== World tests on PostgreSQL'
tests/tools/with-postgres.sh cargo test --package passe-relais --test tests --quiet

echo "World tests: $(number_on sqlite) on SQLite, $(number_on postgresql) on PostgreSQL."
if ! difference=$(diff <(worlds_on sqlite) <(worlds_on postgresql)); then
  printf 'These ran on one engine only (< SQLite, > PostgreSQL):\n%s\n' "$difference" >&2
  exit 1
fi
