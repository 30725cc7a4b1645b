# Two commands do everything on a fresh machine: make demo, make test.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# What the demo needs to run on a laptop. Its secret is made once and kept out of git.
demo: export HTTPS_ONLY = off
demo: export ALLOWED_HOSTS = localhost,127.0.0.1,[::1]
demo: export LOG_LEVEL = WARNING

lint bench messages: export SECRET_KEY = not a secret
lint bench messages: export HTTPS_ONLY = off

.PHONY: demo demo-serve test lint format messages bench pictures clean

demo: .demo-secret .venv/.installed
	@$(MAKE) --no-print-directory demo-serve

demo-serve: export SECRET_KEY = $(shell cat .demo-secret)
demo-serve:
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) prepare_demo --port $(PORT)
	@$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --no-access-log \
		--log-level warning config.wsgi:application

# Browser tests need chromium: without it the summary says that they were left out.
test: .venv/.installed-for-tests
	$(BIN)/pytest -n auto

lint: .venv/.installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check

format: .venv/.installed-for-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Collects the words of the code for the translators, and compiles what they wrote (GNU gettext).
messages: .venv/.installed-for-tests
	$(MANAGE) makemessages -l fr -l de --ignore .venv --ignore tests --ignore staticfiles \
		--no-obsolete --no-wrap --add-location file
	$(MANAGE) compilemessages --verbosity 0 --ignore .venv

bench: .venv/.installed-for-tests
	@$(MANAGE) collectstatic --noinput --verbosity 0
	$(BIN)/python -m tests.benchmarks

# Pictures for the documents, taken with Debian’s chromium while `make demo` runs.
pictures: .venv/.installed-for-tests
	$(BIN)/python -m tests.browser.pictures http://localhost:$(PORT)

clean:
	rm -rf .venv staticfiles .demo-secret db.sqlite3*

.demo-secret:
	@$(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))" > $@
	@chmod 600 $@

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.installed-for-tests: requirements.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/.installed
