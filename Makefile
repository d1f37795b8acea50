# Kartotek. `make serve` and `make test` are all that a fresh machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: help serve test lint format bench relevance soak lock messages screenshots clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.installed ## Set up, fill an empty library, index it and serve it (HOST, PORT, KARTOTEK_HOME)
	@$(BIN)/kartotek serve

test: $(VENV)/.installed-dev ## Run all tests
	@$(BIN)/python -m pytest -n 2

lint: $(VENV)/.installed-dev ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.installed-dev ## Put the code in its standard form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## Measure speed and accuracy (minutes)
	@$(BIN)/python -m tests.bench

relevance: $(VENV)/.installed-dev ## Measure how well judged queries are answered (ARGS='--fail 10')
	@$(BIN)/python -m tests.relevance $(ARGS)

soak: $(VENV)/.installed-dev ## Ask the API thousands of questions, right and wrong, and from many clients (minutes)
	@$(BIN)/python -m tests.soak

screenshots: $(VENV)/.installed-dev ## Take the pictures in docs/ from the running site
	@$(BIN)/python -m tests.browser.screenshot

lock: $(VENV)/.installed-dev ## Lock the dependencies anew, with hashes and without naming an index
	@$(INSTALL) uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-annotate \
		--custom-compile-command 'make lock' pyproject.toml --group build -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command 'make lock' -c requirements.lock pyproject.toml --group build --group dev -o requirements-dev.lock

clean: ## Remove what was set up (the library in var/ stays)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Kartotek needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/pip
	@echo "Setting up Kartotek in $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Setting up what tests need …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
