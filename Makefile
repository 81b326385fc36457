# Everything starts here. Each target brings `.venv` up to date first and does nothing twice. `make help` lists them.

PYTHON ?= python3
REPORT ?= text
BIN := .venv/bin
UV := .cache/uv/bin/uv
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help site serve kit kits zim data check quick test pages papers trees fuzz bench lock clean
.SILENT:
unexport PYTHONDONTWRITEBYTECODE # each process of the tests would compile all of them, and the program, again
unexport QUICK # where it is set, tests try an eighth: `make test` tries all, whatever is set around it

help: ## list these commands
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: ## build every language and format into site/
	$(PYTHON) scripts/environment.py site
	$(BIN)/citizen-data build

serve: ## show the site at http://127.0.0.1:8000 and rebuild it while you edit
	$(PYTHON) scripts/environment.py site
	$(BIN)/citizen-data serve

kit: site ## pack the built site as one zip for people without a network
	$(BIN)/citizen-data kit

kits: site ## pack kits of one language each (pages, pages and papers, everything, one a role), and the guides as e-books
	$(BIN)/citizen-data kits
	$(BIN)/citizen-data epub

zim: site ## write each language as one ZIM file for Kiwix (needs libzim, which you install yourself: it is under the GPL)
	$(BIN)/citizen-data zim

data: ## write the toolkit as data (JSON, CSV, workbooks) into dist/data, without the rest of the site
	$(PYTHON) scripts/environment.py site
	$(BIN)/citizen-data data

check: ## check style, types, layers, sources and translations (no browser)
	$(PYTHON) scripts/environment.py test
	$(MAKE) --no-print-directory --jobs 2 check-style check-types check-layers check-sources

.PHONY: check-style check-types check-layers check-sources # at once
check-style:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

check-types:
	$(BIN)/mypy

check-layers:
	$(BIN)/lint-imports --no-logo

check-sources:
	$(BIN)/citizen-data check --format $(REPORT)

quick: check ## run the checks and the quick tests: they need no finished site and no browser
	QUICK=1 $(BIN)/python -m pytest -m "not slow"

test: check ## run the checks and every test, in a browser too
	$(BIN)/python -m tests.machine
	$(BIN)/python -m pytest

pages: ## look at every page in every language and look, where `make test` takes turns
	$(PYTHON) scripts/environment.py test
	ALL_PAGES=1 $(BIN)/python -m pytest tests/browser/test_every_page.py tests/browser/test_on_paper.py tests/browser/test_fill_safety.py tests/browser/test_kits.py tests/browser/test_guides.py

papers: ## check every PDF and Word file of every paper, where `make test` takes a sample
	$(PYTHON) scripts/environment.py test
	ALL_PAPERS=1 $(BIN)/python -m pytest tests/test_papers.py tests/test_light.py

trees: ## write anew what screen readers are told of each kind of page (read what changed before you keep it)
	$(PYTHON) scripts/environment.py test
	TREES=write $(BIN)/python -m pytest tests/browser/test_trees.py

fuzz: ## edit, interrupt and damage 5,000 times at random (`make test`: 108), stop each command 40 times, and mix 10,000 hostile texts (100)
	$(PYTHON) scripts/environment.py test
	$(BIN)/python -m tests.fuzz --steps 5000
	$(BIN)/python -m tests.fuzz --together 200 --kills 80
	$(BIN)/python -m tests.stops
	ATTACKS=10000 NEW_EXAMPLES=1 $(BIN)/python -m pytest tests/test_attack.py
	NEW_EXAMPLES=1 $(BIN)/python -m pytest -m "not slow" $$(grep -rl "from hypothesis import" tests --include "test_*.py")

bench: ## measure whole commands, beside plain Material for MkDocs (PARTS="pages check": only these)
	$(PYTHON) scripts/environment.py test
	$(BIN)/python -m tests.bench $(PARTS)

lock: ## write requirements/*.txt anew from pyproject.toml
	test -x $(UV) || { $(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/uv.txt; }
	cd requirements && ../$(UV) $(COMPILE) ../pyproject.toml -o site.txt
	cd requirements && ../$(UV) $(COMPILE) ../pyproject.toml --extra test -c site.txt -o test.txt

clean: ## remove everything that was built, the environment too
	rm -rf site .site.next .site.previous dist build .cache .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
