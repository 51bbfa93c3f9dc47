# One command each. A machine needs Python 3.11 or newer and nothing else; everything is put into .venv.
#   make run      the whole helpdesk on http://127.0.0.1:8000 (PORT=… for another port), Ctrl-C stops it
#   make test     the tests; make test ARGS="tests/tickets -x" picks
#   make check    format, lint, types, docs, seeds
#   make bench    the benchmarks, one line of JSON per figure; make bench ARGS="memory" picks

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# Three at a time on two cores (much of it is waiting), a file on a database each, unless somebody picks by hand.
PICKED = $(if $(strip $(ARGS)),$(ARGS),-n 3 --dist loadscope --no-loadscope-reorder)

# Some hundred processes of the same files are started: they are compiled once, whatever the machine says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-long check bench clean

help:
	@sed -n '2,5s/^# *//p' Makefile

run: $(VENV)/.installed
	@exec $(BIN)/flask --app wsgi up --tied $(ARGS)

test: $(VENV)/.installed-dev
	@tests/machine
	$(BIN)/python -m pytest $(PICKED)

test-long: $(VENV)/.installed-dev
	@tests/machine
	$(BIN)/python -m pytest -m long --timeout=7200 $(ARGS)
	$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder --everywhere tests/channels

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_docs.py tests/test_arrows.py
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && HELPDESK_DATA="$$data" $(BIN)/flask --app wsgi seed

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m bench $(ARGS)

# What was installed and what tools left behind. The data in var/ is yours and stays.
clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: requirements.txt | $(BIN)/pip
	@echo "Installing what the helpdesk needs into $(VENV): about a minute, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-postgres.txt $(VENV)/.installed
	@echo "Installing what the tests need besides."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# pip is what a new environment gets last: one that was interrupted is made again.
$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer (with its venv module) is needed." \
		"On Debian and Ubuntu: apt-get install python3 python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
