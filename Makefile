# The two commands: `make demo` reads the example pages and prints a dossier, `make test` checks everything.
# Each makes its own environment from a lock with hashes; a fresh machine needs Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint docs lock eval bench clean

demo: $(VENV)/ready
	@$(BIN)/dateline read examples/pages --workspace $(VENV)/demo.db
	@$(BIN)/dateline dossier --workspace $(VENV)/demo.db

test: $(VENV)/ready-dev lint
	$(BIN)/python -m pytest -m "not alone" -n 2 --dist loadfile
	$(BIN)/python -m pytest -m alone

lint: $(VENV)/ready-dev
	$(BIN)/ruff check src tests evaluation
	$(BIN)/ruff format --check src tests evaluation
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# The documentation as a site, in .venv/site; what warns is an error.
docs: $(VENV)/ready-dev
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet
	@echo "$(VENV)/site/index.html"

# What running needs. --no-deps: the lock is complete, so nothing is left to resolve.
$(VENV)/ready: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer: make PYTHON=...")'
	@echo "making the environment $(VENV), which takes a minute or two .."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --no-deps --require-hashes -r requirements/build.lock
	@$(PIP) install --no-deps --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements/dev.lock requirements/ftm.lock
	@echo "adding what tests need .."
	@$(PIP) install --no-deps --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --require-hashes -r requirements/ftm.lock || \
		echo "followthemoney needs the headers of ICU (libicu-dev) to be built: without it the tests of its export are skipped"
	@touch $@

# Choose versions anew (needs uv). The locks carry hashes and no index address.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
lock:
	$(LOCK) pyproject.toml --extra mcp --group dev --output-file requirements/dev.lock
	$(LOCK) pyproject.toml --extra mcp --constraint requirements/dev.lock --output-file requirements/run.lock
	$(LOCK) --constraint requirements/dev.lock --group build --output-file requirements/build.lock
	$(LOCK) --constraint requirements/dev.lock --group ftm --output-file requirements/ftm.lock
	$(LOCK) requirements/peers.in --output-file requirements/peers.lock

# Measures Dateline beside its peers (docs/evaluation.md). DATA is the folder of the sets; SAMPLE=N takes N pages a task,
# ONLY="web_aeb time" some tasks. Peers have an environment of their own.
PEERS := .venv-peers
eval: $(VENV)/ready $(PEERS)/ready
	$(if $(DATA),,$(error make eval needs the folder of the sets: make eval DATA=path))
	$(BIN)/python -m evaluation run --data $(DATA) $(if $(SAMPLE),--sample $(SAMPLE)) $(addprefix --only ,$(ONLY))

# What linking, looking, searching and serving cost in generated archives, each figure beside its limit: SIZE="1000 50000" pages,
# else up to 100,000, an hour.
bench: $(VENV)/ready
	$(BIN)/python -m evaluation.bench --search --serve $(addprefix --size ,$(SIZE))

$(PEERS)/ready: requirements/peers.lock
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r requirements/peers.lock
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) .evaluation .mypy_cache .ruff_cache .pytest_cache .hypothesis
