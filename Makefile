# Amtspult. `make help` lists every target.

PREFIX ?= /usr/local
SWIFT ?= swift
BUILD_LIBS := libncurses-dev libsqlite3-dev zlib1g-dev libxml2-dev
TEST_LIBS := libvterm-dev sqlite3 xz-utils ncurses-term openssl python3-venv libpq-dev postgresql
SCHEMATHESIS := schemathesis==4.32.5
# TRAITS=PostgreSQL builds amtszentrale with libpq.
TRAITS ?=
WITH_TRAITS := $(if $(TRAITS),--traits $(TRAITS))
BUILD_LIBS += $(if $(findstring PostgreSQL,$(TRAITS)),libpq-dev)
RELEASE := -c release --static-swift-stdlib
RELEASE_BIN := .build/release
SHARE := $(DESTDIR)$(PREFIX)/share/amtspult
# What keeps threads waiting for processes, sockets and seeds is tested by itself.
APART := SyncClientTests|CentralHTTPTests|HTTPTransportTests|ProgramTests|PostgresStoreTests
ROOT_DO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.DEFAULT_GOAL := help
.PHONY: help demo build release test plain sim-check torture schema-test lint format deps test-deps install uninstall bench bench-zentrale sim sim-test keys clean

help: ## diese Liste
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | \
		awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: deps ## baut das Programm und öffnet den Arbeitsplatz auf einer Demo-Stadt
	$(SWIFT) build $(RELEASE) --product amtspult
	@$(RELEASE_BIN)/amtspult demo

build: deps ## baut beide Programme (Entwicklung)
	$(SWIFT) build $(WITH_TRAITS) --product amtspult
	$(SWIFT) build $(WITH_TRAITS) --product amtszentrale

release: deps ## baut beide Programme (Auslieferung); TRAITS=PostgreSQL für die Datenbank
	$(SWIFT) build $(RELEASE) $(WITH_TRAITS) --product amtspult
	$(SWIFT) build $(RELEASE) $(WITH_TRAITS) --product amtszentrale

SEEDS ?= 500
STEPS ?= 5000
WORKERS ?= 2

# All tests run with PostgreSQL built in; that it can be left out is one room and one sentence.
ALL_TRAITS := --traits PostgreSQL
test: export AMTSPULT_POSTGRES = required
test: deps test-deps lint plain ## installiert, was Tests brauchen, baut und prüft alles
	$(SWIFT) build $(ALL_TRAITS) --build-tests
	$(SWIFT) test $(ALL_TRAITS) --skip-build --parallel --skip '$(APART)|SimulatorTests'
	@for room in $(subst |, ,$(APART)); do \
		$(SWIFT) test $(ALL_TRAITS) --skip-build --filter $$room || exit 1; \
	done
	@$(MAKE) --no-print-directory sim-check
	@$(MAKE) --no-print-directory schema-test

sim-check: deps ## simuliert ein Amt: die Platte, frühere Fehler, und zehn Saaten zweimal
	$(SWIFT) build $(ALL_TRAITS) --build-tests
	$(SWIFT) test $(ALL_TRAITS) --skip-build --filter 'FaultDiskTests|aWrongPartIsFoundAndShrunk'
	@.build/debug/amtspult-sim stored --folder Tests/Seeds
	@.build/debug/amtspult-sim run --seeds 10 --steps 1000 --twice yes

KILLS ?= 1000
torture: deps test-deps ## tötet vier Arbeitsplätze und ihre Zentrale tausendmal und prüft, was blieb
	$(SWIFT) build $(ALL_TRAITS) --build-tests
	AMTSPULT_KILLS=$(KILLS) AMTSPULT_SECONDS=3600 \
		$(SWIFT) test $(ALL_TRAITS) --skip-build --filter TortureTests

schema-test: deps test-deps ## prüft die Schnittstelle der Zentrale mit Schemathesis (höchstens zwei Minuten)
	$(SWIFT) build $(ALL_TRAITS) --product amtszentrale
	@if [ -x .build/schema/bin/schemathesis ] || { python3 -m venv .build/schema && \
		.build/schema/bin/pip install -q $(SCHEMATHESIS); }; then \
		.build/schema/bin/python Tests/Schema/schema_test.py .build/debug/amtszentrale docs/openapi.yaml; \
	else \
		echo "Schemathesis ist nicht zu bekommen (PyPI): die Schnittstelle ist nicht geprüft."; \
	fi

# What is built without traits says so, and ends with 2, where a database is named.
plain:
	$(SWIFT) build --product amtszentrale
	@.build/debug/amtszentrale einrichten .build/ohne --name a --verwaltung a \
		--datenbank postgresql://a 2>&1 < /dev/null | grep -q 'ohne PostgreSQL gebaut'

sim: deps ## simuliert ein Amt: make sim SEEDS=20000 STEPS=5000
	$(SWIFT) build -c release --product amtspult-sim
	@$(RELEASE_BIN)/amtspult-sim run --seeds $(SEEDS) --steps $(STEPS) --workers $(WORKERS)

sim-test: deps test-deps ## kurze Simulation: Platte, frühere Fehler, gepflanzte Fehler, jede Saat zweimal
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter SimulatorTests
	$(SWIFT) build -c release --product amtspult-sim
	@$(RELEASE_BIN)/amtspult-sim stored --folder Tests/Seeds
	@$(RELEASE_BIN)/amtspult-sim planted --seeds 200 --steps 1000
	@$(RELEASE_BIN)/amtspult-sim run --seeds 60 --steps 1500 --twice yes

lint: ## Form der Quelltexte
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## bringt die Quelltexte in Form
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

deps: ## installiert fehlende Systembibliotheken (Debian)
	@missing=""; for p in $(BUILD_LIBS); do \
		dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "Installiere:$$missing"; \
		$(ROOT_DO) apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive $(ROOT_DO) apt-get install -y -q --no-install-recommends $$missing; \
	fi

test-deps: ## installiert, was nur die Tests brauchen (Debian)
	@$(MAKE) --no-print-directory deps BUILD_LIBS="$(TEST_LIBS)"

install: release ## legt die Programme mit Themen und Verfahren unter PREFIX ab
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/themes $(SHARE)/procedures $(SHARE)/mappings
	install -m 755 $(RELEASE_BIN)/amtspult $(RELEASE_BIN)/amtszentrale $(DESTDIR)$(PREFIX)/bin
	install -m 644 themes/*.yaml $(SHARE)/themes
	cp -R Sources/ProcedureCatalog/Procedures/. $(SHARE)/procedures
	install -m 644 Sources/Interchange/Mappings/*.yaml $(SHARE)/mappings
	chmod -R a+rX $(SHARE)

uninstall: ## entfernt, was install abgelegt hat
	rm -f $(DESTDIR)$(PREFIX)/bin/amtspult $(DESTDIR)$(PREFIX)/bin/amtszentrale
	rm -rf $(SHARE)

bench: deps test-deps ## misst gegen einen Anker im selben Lauf (docs/benchmarks.md)
	$(SWIFT) build $(RELEASE) --product amtspult
	$(SWIFT) build $(RELEASE) --product amtspult-bench
	@$(RELEASE_BIN)/amtspult-bench

bench-zentrale: deps test-deps ## misst die Zentrale: 2.000 Arbeitsplätze, alles anfangs holen (docs/benchmarks.md)
	$(SWIFT) build $(RELEASE) --product amtszentrale
	$(SWIFT) build $(RELEASE) --product amtszentrale-bench
	@$(RELEASE_BIN)/amtszentrale-bench

keys: ## schreibt docs/keys.md aus der Befehlstabelle
	$(SWIFT) run amtspult tasten > docs/keys.md

clean: ## räumt das Gebaute weg
	rm -rf .build
