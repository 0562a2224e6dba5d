# Every command of the house. `make` alone lists them; each installs what it needs into .venv first.

ASSIGNMENT ?= pixels
SUBMISSIONS ?=
OUT ?= graded
PYTHON ?= $(firstword $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p; done) python3)
CLASS := class/$(ASSIGNMENT)
BIN := .venv/bin
TF := .venv-tensorflow
NB := .venv-nbgrader

.DEFAULT_GOAL := help
.PHONY: help setup grade test test-tensorflow verify build bench speed fuzz doctor lock clean

help:  ## what you are reading
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 24

setup: $(BIN)/installed  ## a virtual environment in .venv with what requirements.lock names

$(BIN)/installed: requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || \
		{ echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13: install one and say make PYTHON=/path/to/it."; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments: install python3-venv (apt-get install python3-venv)."; exit 2; }
	"$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

grade: setup  ## grade a class: [ASSIGNMENT=pixels] [SUBMISSIONS=path] [OUT=graded]; a made-up class without SUBMISSIONS
ifeq ($(SUBMISSIONS),)
	@$(BIN)/grade demo $(CLASS) --assignment $(ASSIGNMENT) --students 40 --seed 1
	@$(BIN)/grade run $(ASSIGNMENT) $(CLASS) --out "$(OUT)"; code=$$?; \
	if [ $$code -eq 1 ]; then \
		echo "Some notebooks of the made-up class cannot be read, as in any class: the rest is graded."; exit 0; \
	fi; exit $$code
else
	@$(BIN)/grade run $(ASSIGNMENT) "$(SUBMISSIONS)" --out "$(OUT)"
endif

test: setup  ## all that must hold before a commit: lint, format, types, generated files, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/grade build --check
	$(BIN)/python -m pytest -n auto

test-tensorflow: $(TF)/installed  ## the TensorFlow section of the tensors lesson in a real kernel (a large download)
	$(TF)/bin/python -m pytest -m tensorflow

$(TF)/installed: requirements-tensorflow.lock pyproject.toml
	"$(PYTHON)" -m venv $(TF)
	$(TF)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tensorflow.lock || \
		{ echo "TensorFlow could not be installed: it may have no wheel yet for $$($(TF)/bin/python --version) on this machine." \
		"Try another Python (make test-tensorflow PYTHON=python3.12); nothing else needs it."; exit 2; }
	$(TF)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

verify: setup  ## every known answer is judged as its author says, `otter run` included: some minutes
	$(BIN)/grade verify --otter

build: setup  ## write the notebooks, the public tests and the autograder zips again
	$(BIN)/grade build

bench: setup $(NB)/installed  ## seconds and memory a submission, beside `otter run` and nbgrader (a download)
	$(BIN)/python -m tests.benchmarks.bench

$(NB)/installed: requirements-nbgrader.lock
	"$(PYTHON)" -m venv $(NB)
	$(NB)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-nbgrader.lock
	@touch $@

speed: setup  ## photographs a second of preprocess.py, beside a plain loop, and its memory
	$(BIN)/python tests/benchmarks/preprocess.py

fuzz: setup  ## thousands of forged and mutated messages against the wire: some minutes
	$(BIN)/python -m pytest -m fuzz

doctor: setup  ## which walls this machine gives, and why not the others
	$(BIN)/grade doctor

lock: setup  ## pin every dependency again after a change in pyproject.toml
	"$(PYTHON)" -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev pyproject.toml \
		-o requirements.lock --no-header --no-annotate
	build/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --extra tensorflow \
		pyproject.toml -c requirements.lock -o requirements-tensorflow.lock --no-header --no-annotate
	build/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --extra nbgrader \
		pyproject.toml -c requirements.lock -o requirements-nbgrader.lock --no-header --no-annotate

clean:  ## remove what these commands made, the made-up class and its grades included
	rm -rf .venv $(TF) $(NB) build dist class graded .ruff_cache .mypy_cache .pytest_cache .hypothesis *.egg-info
