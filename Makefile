# The two commands of Passe-Relais are `make run` and `make test`; `make check` is the quick half of
# the second. All of them use one cargo profile (dev) and one set of features, so what one has built
# the others do not build again.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

packages := frontend/node_modules/.package-lock.json

.PHONY: help run clean-demo check test bench needs-run needs-check needs-test needs-bench lint unit-and-sqlite worlds browser

help:
	@echo 'make run         build and serve the demo on http://127.0.0.1:8080'
	@echo 'make clean-demo  throw the demo away, to start afresh'
	@echo 'make check       format, lints, unit tests and world tests on SQLite'
	@echo 'make test        everything, as continuous integration runs it'
	@echo 'make bench       the figures of docs/PERFORMANCE.md (BENCH_DEVICES=1000000 for the large report)'

run: needs-run $(packages) var/secret-key
	@cargo build
	@export PASSE_RELAIS_SECRET_KEY="$${PASSE_RELAIS_SECRET_KEY:-$$(cat var/secret-key)}"; \
	cargo run --quiet -- demo; \
	exec cargo run --quiet -- serve

clean-demo:
	rm -rf var

check: needs-check $(packages) lint unit-and-sqlite

test: needs-test $(packages) lint worlds browser
	@echo 'Everything passed.'

needs-run needs-check needs-test needs-bench: needs-%:
	@tests/tools/needs.sh $*

bench: needs-bench $(packages)
	@POSTGRES_DURABLE=1 tests/tools/with-postgres.sh cargo bench --package passe-relais --bench bench

# npm rewrites its own copy of the lock file at the end of every install: the stamp of what is there.
$(packages): frontend/package-lock.json
	@echo '== Browser packages'
	@npm ci --prefix frontend --no-audit --no-fund
	@touch $@

# Kept between runs: whatever the demo encrypts must be readable the next day.
var/secret-key:
	@mkdir -p var
	@(umask 077; od -An -N32 -tx1 /dev/urandom | tr -d ' \n' > $@)

lint:
	@echo '== Format, lints, documentation, browser types'
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets -- -D warnings
	@RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --document-private-items --quiet
	@frontend/node_modules/.bin/tsc --project frontend
	@frontend/node_modules/.bin/tsc --project frontend/worker

unit-and-sqlite:
	@tests/tools/worlds.sh sqlite

worlds:
	@tests/tools/worlds.sh both

# The tests above have built the program that these drive.
browser:
	@echo '== Browser tests'
	@node --test --test-concurrency=1 tests/browser/*.test.mjs
