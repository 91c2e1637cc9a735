# Two commands for a newcomer: `make demo` and `make test`. Everything else is for those who change the code.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -q
PARALLEL := -n 3 --dist worksteal
SELF := --no-deps --no-build-isolation --quiet --editable .

# our modules are compiled once, not for each of the hundreds of processes that tests start
export PYTHONDONTWRITEBYTECODE :=

# $(call install,LOCK): the packages of a lock, by their hashes, with uv where there is one and pip where there is not
define install
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Ladder needs Python 3.11 or newer.")'
	@if command -v uv >/dev/null; then \
		{ [ -x $(BIN)/python ] || uv venv --quiet --python $(PYTHON) .venv; } && \
		uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) && \
		uv pip install --python $(BIN)/python $(SELF); \
	else \
		{ [ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv; } && \
		$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
		$(BIN)/pip install --disable-pip-version-check $(SELF); \
	fi
	@touch $@
endef

.DEFAULT_GOAL := help
.PHONY: help tables map demo test check format lint types imports audit bench pictures locks test-postgres test-browser test-emulate

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/.demo: requirements-demo.lock pyproject.toml
	@echo "Making the environment in .venv. This happens once, and takes a minute or two."
	$(call install,requirements-demo.lock)

.venv/.dev: requirements-dev.lock pyproject.toml
	@echo "Making the environment for the tests in .venv. This happens once."
	$(call install,requirements-dev.lock)
	@touch .venv/.demo

demo: .venv/.demo ## a small workspace to try Ladder in, on http://127.0.0.1:8765
	@$(BIN)/ladderbot demo

test: .venv/.dev ## every test that needs no service and no patience
	HYPOTHESIS_PROFILE=quick $(PYTEST) $(PARALLEL) -m "not slow and not browser and not postgres and not emulate"

check: .venv/.dev lint types imports ## everything that has to hold before a change lands
	$(PYTEST) $(PARALLEL) -m "not browser and not postgres and not emulate" --cov --cov-report=term:skip-covered --cov-fail-under=95
	@$(MAKE) --no-print-directory audit

lint: .venv/.dev ## format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: .venv/.dev ## put the code in form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: .venv/.dev ## every name has a type
	$(BIN)/mypy

imports: .venv/.dev ## bot → handlers → ladder, only that way
	$(BIN)/lint-imports --no-cache

audit: .venv/.dev ## known holes in what we depend on
	$(BIN)/pip-audit --requirement requirements-demo.lock --require-hashes --disable-pip --progress-spinner off

bench: .venv/.dev ## how fast, as ratios within this one run
	$(BIN)/python -m tests.bench

tables: .venv/.dev ## the documents' tables and .env.example, from the code
	$(BIN)/python -m tests.tables

map: .venv/.dev ## the picture of the rooms in docs/map.svg, from their imports
	$(BIN)/python -m tests.map

pictures: .venv/.browser ## the pictures of the README and of docs/pictures, from the running product
	$(BIN)/python -m tests.browser.pictures
	$(BIN)/python -m tests.browser.screens docs/pictures/after

.venv/.browser: .venv/.dev requirements-browser.lock
	$(call install,requirements-browser.lock)

test-browser: .venv/.browser ## the page in a real browser; needs Chromium, and installs it where apt-get can
	@command -v chromium >/dev/null || { apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium fonts-lato fonts-noto-color-emoji; }
	$(PYTEST) -m browser tests/browser

test-postgres: .venv/.dev ## the store and the delivery on PostgreSQL; needs its binaries, and installs them where apt-get can
	bash tests/postgres.sh $(PYTEST) tests/ladder tests/bot tests/chaos

EMULATE := tests/contract/node_modules/.package-lock.json
$(EMULATE): tests/contract/package-lock.json
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' && command -v npm >/dev/null || \
		{ echo "test-emulate needs Node.js 20 or newer, with npm."; exit 1; }
	npm ci --prefix tests/contract --ignore-scripts --no-audit --no-fund --loglevel=error

test-emulate: .venv/.dev $(EMULATE) ## our calls against a stand-in for Slack by others; needs Node.js 20 with npm, and installs emulate with it
	$(PYTEST) -m emulate tests/contract

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	--no-header pyproject.toml --group build
locks: .venv/.dev ## pin what pyproject.toml asks for, by hash: to run it, to try it, to test it, to test its page
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra demo -o requirements-demo.lock
	$(COMPILE) --extra demo --group dev -o requirements-dev.lock
	$(COMPILE) --extra demo --group dev --group browser -o requirements-browser.lock
