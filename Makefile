# Every target sets up .venv first; `make setup` does nothing when it is current.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.current
LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.PHONY: setup demo run test test-faults check format bench screenshots lock clean

setup: $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Rungs needs Python 3.11 or newer with its venv module; found $$(python3 --version 2>&1 || echo no Python)." >&2; exit 1; }
	@echo "Setting up .venv (a minute the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

demo: setup
	@$(BIN)/rungs demo $(ARGS)

run: setup
	@$(BIN)/rungs run $(ARGS)

test: setup
	@$(BIN)/python -m pytest -n 3 --dist loadfile $(ARGS)

# The tests of tests/faults at full size, against the program with its own waits: about 10 minutes.
test-faults: setup
	@RUNGS_FAULTS=full $(BIN)/python -m pytest tests/faults -n 4 --dist load $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup
	@$(BIN)/python -m bench $(ARGS)

# The pictures of docs/images, taken anew from the demo; needs Chromium.
screenshots: setup
	@$(BIN)/python docs/take_screenshots.py

# Resolves the pinned requirements anew; needs uv on the PATH.
lock:
	$(LOCK) --upgrade requirements/run.in -o requirements/run.txt
	$(LOCK) --upgrade requirements/dev.in -o requirements/dev.txt
	$(LOCK) --upgrade requirements/node.in -o requirements/node.txt

clean:
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
