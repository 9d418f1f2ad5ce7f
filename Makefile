# make app : installe, prépare la base et l'index, ouvre l'application.
# make test : installe ce qu'il faut pour vérifier, puis vérifie tout.
# make docs : refait ce qui, dans la documentation, se déduit des fichiers livrés.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.PHONY: app test docs preparer

app: preparer
	@exec $(BIN)/maillage servir --port $(PORT)

preparer: .venv/installe
	@$(BIN)/maillage preparer

test: .venv/installe-tests .venv/chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

docs: .venv/installe-tests
	@$(BIN)/python -m interfaces.documentation

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Maillage demande Python 3.11 ou plus récent ; indiquez-le : make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installe: pyproject.toml | .venv/bin/python
	@echo "Installation des paquets (quelques minutes la première fois)…"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installe-tests: pyproject.toml | .venv/bin/python
	@echo "Installation des paquets de vérification (quelques minutes la première fois)…"
	$(BIN)/python -m pip install --quiet --editable '.[tests]'
	@touch $@ .venv/installe

# Le navigateur du test de parcours ; sans lui, ce test est sauté et le dit.
.venv/chromium: | .venv/bin/python
	@command -v chromium >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || echo "chromium absent : le test de parcours sera sauté (apt install chromium)."
	@touch $@
