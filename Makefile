# Everything one does with Linli day by day; it needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin

# uv where there is one: seconds instead of half a minute. Debian's bare python3 has no ensurepip: the
# environment is then filled by the system's own pip.
UV := $(shell command -v uv)
PIP = $(shell test -x $(BIN)/pip && echo $(BIN)/python -m pip || echo $(PYTHON) -m pip --python $(BIN)/python)
INSTALL = $(if $(UV),$(UV) pip install --python $(BIN)/python,$(PIP) install --disable-pip-version-check) --quiet
# As pip does: trust the certificates the machine trusts (a company's own among them).
export UV_SYSTEM_CERTS ?= 1

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --group build

# pytest keeps the tests it rewrote: without that every run spends half a minute on it.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test test-faults bench check format lock clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target line; \
		do printf '%-14s %s\n' "$$target" "$$line"; done

run: .venv/.run ## serve the simulator and the channels on 127.0.0.1:8080 with the sample configuration
	@$(BIN)/python main.py run --config config/sample

demo: .venv/.run ## play four days of group buying through the real server, check every figure, exit
	@$(BIN)/python main.py demo

test: .venv/.dev ## run the tests (WORKERS=2 processes; ARGS='-k cutoff' for some of them)
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

test-faults: .venv/.faults ## kill, freeze and starve real processes and see that nothing is lost (30 minutes; MINUTES=60 SEED=7)
	@$(BIN)/python -m pytest -m faults -s tests/faults $(ARGS)

bench: .venv/.bench ## measure throughput, understanding and assignment (not part of the tests; ARGS='--rounds 5')
	@$(BIN)/python -m tests.bench.throughput $(ARGS); failed=$$?; \
	$(BIN)/python -m tests.bench.understanding || failed=1; \
	$(BIN)/python -m tests.bench.assignment || failed=1; \
	exit $$failed

check: .venv/.dev ## lint, format, types, who may import whom, unused and undeclared dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

format: .venv/.dev ## put the code into shape and mend what ruff can mend
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: .venv/.dev ## renew the pins from the ranges in pyproject.toml (ARGS=--upgrade for the newest)
	@$(LOCK) $(ARGS) pyproject.toml --output-file requirements.lock
	@$(LOCK) $(ARGS) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(LOCK) $(ARGS) --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock
	@$(LOCK) $(ARGS) --group faults --constraint requirements-dev.lock --output-file requirements-faults.lock

clean: ## remove the environment and the caches (var/ with your data stays)
	@rm -rf .venv build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# The stamps make a second run install nothing, unless the pins or the project's own data changed.
.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing Linli's pinned dependencies into .venv ..."
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Installing the pinned tools for tests and checks into .venv ..."
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/.bench: requirements-bench.lock .venv/.dev
	@echo "Installing what the bench measures beside Linli into .venv ..."
	@$(INSTALL) --require-hashes --requirement requirements-bench.lock
	@touch $@

.venv/.faults: requirements-faults.lock .venv/.dev
	@echo "Installing what hunts for inputs that crash into .venv ..."
	@$(INSTALL) --require-hashes --requirement requirements-faults.lock
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Linli needs Python 3.11 or newer; say which with PYTHON=...")'
	@$(PYTHON) -m venv .venv 2>/dev/null >&2 || { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --version >/dev/null; } \
		|| { rm -rf .venv; echo "This Python has neither ensurepip nor pip (on Debian: apt-get install python3-venv)" >&2; exit 1; }
