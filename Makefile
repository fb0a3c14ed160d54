# make run: build Loket and start the demo.  make test: everything that must hold before a change lands.
SHELL := /bin/bash
PORT ?= 8080
# Contract and journey ask the program. In `make test` the tests have built it a moment before; built by itself it would be compiled anew with
# all that it needs, because other people's crates have other features then.
BUILD = cargo build -p loket
test: BUILD = test -x target/debug/loket

# Each step of `make test` uses what the one before it left.
.NOTPARALLEL:
.PHONY: run test check unit journey contract assets bench need-rust need-node need-chromium need-python clean

run: need-rust assets ## build and start the demo municipality
	cargo build --release -p loket
	target/release/loket demo --data data --listen 127.0.0.1:$(PORT)

test: need-rust need-chromium need-python assets check unit contract journey ## all checks and tests, on SQLite and PostgreSQL
	@echo "make test: everything passed"

check: need-rust assets ## format, lints, rules of the code
	cargo fmt --all -- --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo run --quiet -p xtask

unit: need-rust assets ## all Rust tests on SQLite and PostgreSQL, and on servers for S3 and Azure when they can be installed
	url="$$(scripts/postgres.sh start)" && s3="$$(scripts/objectstores.sh start s3 || true)" && azure="$$(scripts/objectstores.sh start azure || true)" && \
	  env LOKET_TEST_POSTGRES="$$url" $${s3:+LOKET_TEST_S3=$$s3} $${azure:+LOKET_TEST_AZURE=$$azure} cargo test --workspace --no-fail-fast

journey: need-rust need-chromium assets ## the journeys in a real browser, on both databases
	$(BUILD)
	cd tests/journeys && npm ci --silent --no-audit --no-fund
	url="$$(scripts/postgres.sh start)" && LOKET_TEST_POSTGRES="$$url" node --test --test-concurrency=1 tests/journeys/*.test.mjs

contract: need-rust assets target/contract/installed ## what the APIs answer against their documents, and by a client library, on both databases
	$(BUILD)
	cd tests/contract && $(PYTEST)
	url="$$(scripts/postgres.sh start)" && cd tests/contract && LOKET_TEST_POSTGRES="$$url" $(PYTEST)

PYTEST = HYPOTHESIS_STORAGE_DIRECTORY=../../target/contract/hypothesis ../../target/contract/bin/python -B -m pytest -q -p no:cacheprovider

target/contract/installed: tests/contract/requirements.txt | need-python
	python3 -m venv --clear target/contract
	target/contract/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

bench: need-rust assets ## figures of this machine, on both databases
	cargo build --release -p loket
	url="$$(scripts/postgres.sh start)" && target/release/loket bench --database "$$url"

# CSS and scripts of the pages: made with Node at build time, embedded in the binary.
assets: crates/ui/assets/dist/manifest.json
crates/ui/assets/dist/manifest.json: crates/ui/assets/package-lock.json $(shell find crates/ui/assets -maxdepth 2 \( -name '*.mjs' -o -name '*.css' -o -name '*.js' \) -not -path '*/node_modules/*' -not -path '*/dist/*') $(shell find crates/*/templates -name '*.html')
	@$(MAKE) --no-print-directory need-node
	cd crates/ui/assets && npm ci --silent --no-audit --no-fund && npm run --silent build
	@touch $@

need-rust:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it from https://rustup.rs"; exit 1; }
	@least="$$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)"; own="$$(rustc --version | cut -d' ' -f2)"; \
	  [ "$$(printf '%s\n' "$$least" "$$own" | sort -V | head -n 1)" = "$$least" ] || { echo "Rust $$own is too old: install $$least or newer from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "A C compiler is missing: install the Debian package 'build-essential'"; exit 1; }

need-node:
	@command -v npm >/dev/null || { echo "Node is missing: install Node 20 or newer"; exit 1; }

need-chromium: need-node
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }; } || \
	  { echo "Chromium is missing: install the Debian package 'chromium'"; exit 1; }

need-python:
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=120 python3-venv >/dev/null; }; } || \
	  { echo "Python is missing: install the Debian package 'python3-venv'"; exit 1; }

clean:
	cargo clean
	rm -rf crates/ui/assets/dist crates/ui/assets/node_modules tests/journeys/node_modules screenshots
