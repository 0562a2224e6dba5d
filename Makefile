# The commands of this repository. `make` alone lists them. Each installs first what it needs into .venv.

ASSIGNMENT ?= pixels
SUBMISSIONS ?=
OUT ?= graded
UPGRADE ?=
PYTHON ?= $(firstword $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p; done) python3)
CLASS := class/$(ASSIGNMENT)
BIN := .venv/bin
TF := .venv-tensorflow
NB := .venv-nbgrader
PIP_INSTALL = -m pip install --quiet --disable-pip-version-check --no-deps
COMPILE := PATH="$$PATH:$(BIN)" uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate $(UPGRADE)

export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1
unexport PYTHONDONTWRITEBYTECODE # else each of some hundred processes compiles what it imports

# $(call environment,FOLDER) makes a virtual environment. It installs uv there, unless uv is on the PATH.
# If uv cannot be installed, the environment is made without it.
environment = "$(PYTHON)" -m venv $(1) && { command -v uv >/dev/null || \
	$(1)/bin/python $(PIP_INSTALL) --require-hashes -r requirements-uv.lock || true; }

# $(call install,FOLDER,WHAT) installs with uv, which takes seconds, and with pip if uv fails. A lock names every
# package, hence --no-deps. If the home folder cannot be written, uv keeps no cache.
install = [ -w "$$HOME" ] || export UV_NO_CACHE=1; \
	PATH="$$PATH:$(1)/bin" uv pip install --quiet --python $(1)/bin/python --no-deps $(2) || { \
	echo "Without uv, pip installs: this takes some minutes."; $(1)/bin/python $(PIP_INSTALL) $(2); }

.DEFAULT_GOAL := help
.PHONY: help setup dev grade test coverage test-tensorflow sentences verify mutants build bench bench-cluster \
	bench-department speed fuzz thorough endurance doctor lock clean

help:  ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 24

setup: $(BIN)/installed $(BIN)/packages  ## install what grading needs into .venv: requirements.lock, allowed packages

$(BIN)/installed: requirements.lock requirements-uv.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || \
		{ echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13: install one and say make PYTHON=/path/to/it."; exit 2; }
	@package=$$("$(PYTHON)" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	complete() { "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; }; \
	get() { DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$$package" >/dev/null; }; \
	if ! complete && [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $$package ..."; get 2>/dev/null || { apt-get update -qq; get; }; \
	fi; \
	complete || { echo "$(PYTHON) cannot make virtual environments: say apt-get install $$package as root."; exit 2; }
	@echo "Setting up .venv with what requirements.lock names ..."
	@$(call environment,.venv)
	@$(call install,.venv,--require-hashes -r requirements.lock)
	@$(call install,.venv,--no-build-isolation -e .)
	@# Compile the modules that guests import. A guest cannot write, so it would compile them again in each run.
	@$(BIN)/python -c \
		"import grading.commands.group, matplotlib.pyplot, IPython.core.completerlib, IPython.core.oinspect"
	@touch $@

$(BIN)/packages: $(BIN)/installed $(wildcard assignments/*/assignment.toml)
	@packages=$$($(BIN)/python -c 'from assignments.course import allowed_packages; print(*allowed_packages())') && \
	if [ -n "$$packages" ]; then \
		echo "Installing $$packages, which assignments allow ..."; \
		sed -n 's/^\([A-Za-z0-9._-]*==[^ ;]*\).*/\1/p' requirements.lock >$(BIN)/pinned && \
		{ PATH="$$PATH:$(BIN)" uv pip install --quiet --python $(BIN)/python -c $(BIN)/pinned $$packages || \
			$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(BIN)/pinned $$packages; }; \
	fi
	@touch $@

dev: $(BIN)/installed-dev  ## install what the tests need also: requirements-dev.lock

$(BIN)/installed-dev: $(BIN)/installed requirements-dev.lock
	@echo "Adding what requirements-dev.lock names ..."
	@$(call install,.venv,--require-hashes -r requirements-dev.lock)
	@touch $@

grade: setup  ## grade a class: [ASSIGNMENT=pixels] [SUBMISSIONS=path] [OUT=graded]; without SUBMISSIONS, a made-up one
ifeq ($(SUBMISSIONS),)
	@$(BIN)/grade demo $(CLASS) --assignment $(ASSIGNMENT) --students 40 --seed 1
	@$(BIN)/grade run $(ASSIGNMENT) $(CLASS) --out "$(OUT)" --trust-submissions; code=$$?; \
	if [ $$code -eq 1 ]; then \
		echo "Some notebooks of the made-up class cannot be read, as in any class: the rest is graded."; exit 0; \
	fi; exit $$code
else
	@$(BIN)/grade run $(ASSIGNMENT) "$(SUBMISSIONS:~/%=$(HOME)/%)" --out "$(OUT)" # a shell may leave ~ to us
endif

test: dev  ## check all before a commit: lint, format, types, generated files, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/grade build --check
	$(BIN)/python -m pytest -n auto --dist worksteal

coverage: dev  ## run the tests and report the branch coverage of autograder and grading: at least 95 %
	@rm -rf .coverage && mkdir -m 1777 .coverage # some tests run commands as another user, who also writes here
	$(BIN)/coverage run -m pytest -n auto --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

test-tensorflow: $(TF)/installed  ## run the TensorFlow section of the tensors lesson in a real kernel (a large download)
	$(TF)/bin/python -m pytest -m tensorflow

$(TF)/installed: requirements-tensorflow.lock requirements-uv.lock pyproject.toml
	@$(call environment,$(TF))
	@{ $(call install,$(TF),--require-hashes -r requirements-tensorflow.lock); } || \
		{ echo "TensorFlow could not be installed: it may have no wheel yet for $$($(TF)/bin/python --version) on this machine." \
		"Try another Python (make test-tensorflow PYTHON=python3.12); nothing else needs it."; exit 2; }
	@$(call install,$(TF),--no-build-isolation -e .)
	@touch $@

sentences: dev  ## hold what every known wrong answer is told against what it did: half a minute
	$(BIN)/grade verify --sentences

verify: dev  ## prove that every known answer is judged as its author says, with `otter run` also: some minutes
	$(BIN)/grade verify --otter

mutants: dev  ## list the small mistakes in right answers that no case sees: some minutes
	@for slug in $$($(BIN)/python -c 'from assignments.course import assignments; print(*assignments())'); do \
		$(BIN)/grade mutants $$slug || code=$$?; done; exit $${code:-0}

build: setup  ## write the notebooks, the public tests and the autograder zips again
	$(BIN)/grade build

bench: dev $(NB)/installed  ## measure judging beside `otter run` and nbgrader, set-up, and the limits (downloads)
	$(BIN)/python -m tests.benchmarks.bench
	$(BIN)/python -m tests.benchmarks.setup
	$(BIN)/python -m tests.benchmarks.limits
	$(BIN)/python -m tests.benchmarks.intake

bench-cluster: dev  ## measure a Dask cluster beside the local pool: efficiency, submissions a second, memory of the host
	$(BIN)/python -m tests.benchmarks.cluster

bench-department: dev  ## grade 100,000 light submissions as one class on this machine: half an hour
	$(BIN)/python -m tests.benchmarks.department

$(NB)/installed: requirements-nbgrader.lock requirements-uv.lock
	@$(call environment,$(NB))
	@$(call install,$(NB),--require-hashes -r requirements-nbgrader.lock)
	@touch $@

speed: setup  ## measure preprocess.py beside a plain loop: photographs a second, and memory
	$(BIN)/python tests/benchmarks/preprocess.py

thorough: dev  ## try the whole of what the tests try a sample of: every assignment, attack and level: half an hour
	$(BIN)/python -m pytest -n auto --dist worksteal -m thorough

fuzz: dev  ## try thousands of forged messages and 10,000 mutated notebooks: a quarter of an hour
	$(BIN)/python -m pytest -m fuzz

endurance: dev  ## disturb the grading of a class 200 times: kill, fill the disk, two at once; half an hour
	$(BIN)/python -m pytest -m endurance

doctor: setup  ## say which walls this machine gives, and why not the others
	$(BIN)/grade doctor

lock: setup  ## pin every dependency after a change in pyproject.toml; newer versions: [UPGRADE=--upgrade]
	$(COMPILE) --group uv -o requirements-uv.lock
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) pyproject.toml --group build --group dev --group tensorflow -c requirements.lock \
		-c requirements-dev.lock -o requirements-tensorflow.lock
	$(COMPILE) pyproject.toml --group nbgrader -c requirements.lock -o requirements-nbgrader.lock

clean:  ## remove what these commands made, with the made-up class and its grades
	rm -rf .venv $(TF) $(NB) build dist class graded .ruff_cache .mypy_cache .pytest_cache .hypothesis .coverage *.egg-info
