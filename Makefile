# ResourceLoop: `make` lists what can be made.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
APP := .venv/.app
DEV := .venv/.dev
ASSETS := $(wildcard assets/*) $(wildcard resource_app/translations/*/LC_MESSAGES/*.po)
PORT ?= 8000
DEMO ?= yes
REAL_DATA ?= $(if $(wildcard ../shared/data),$(abspath ../shared),)
REQUIRE ?=
WORKERS_OF_TESTS ?= auto
export REAL_DATA REQUIRE

.PHONY: help setup run test test-scaled check fix bench format-check lint types imports migrations lock

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(APP): requirements/app.txt requirements/app.in pyproject.toml hatch_build.py hatch_metadata.py $(ASSETS)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements/app.txt
	$(PIP) --no-deps -e .
	@touch $(APP)

$(DEV): $(APP) requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $(DEV)

setup: $(DEV) ## Make the environment (.venv), with what tests need, and fetch the web assets

run: $(APP) ## Start ResourceLoop with a fictional directory (DEMO=no: empty; PORT=8000)
	@PORT=$(PORT) $(BIN)/resourceloop run $(if $(filter no,$(DEMO)),--no-demo,--demo)

test: $(DEV) ## Run every test
	$(BIN)/pytest -q -n $(WORKERS_OF_TESTS) --dist worksteal

test-scaled: $(DEV) ## Run every test but those for the embedded default on PostgreSQL with PostGIS and OpenSearch, servers of its own
	TEST_DATABASE=postgresql TEST_SEARCH=opensearch $(BIN)/pytest -q -n $(WORKERS_OF_TESTS) --dist worksteal -m "not browser and not embedded"

check: $(DEV) format-check lint types imports migrations test ## Everything CI checks

format-check:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

migrations:
	$(BIN)/python -m migrations.check

fix: $(DEV) ## Format, and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) ## Measure against the bare thing; prints ratios (docs/benchmarks.md)
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.ticking
	$(BIN)/python -m benchmarks.editing

lock: $(DEV) ## Pin the newest allowed versions of every dependency, with hashes
	$(PIP) uv
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-emit-index-url --python-version 3.11 requirements/app.in -o requirements/app.txt
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-emit-index-url --python-version 3.11 requirements/dev.in -o requirements/dev.txt
