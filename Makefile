# Kompas. `make help` lists what can be done.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PORT ?= 8080
DATA ?= kompas-demo
ENGINE := .build/release/kompas
# With Swift's own libraries inside: it runs where no Swift is, and a call into them costs less.
RELEASE := swift build -c release --static-swift-stdlib

.PHONY: help run serve test lint unit races browser bench bench-columns bench-numbers real-data setup clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing, build, and open Kompas with a living demo organisation
	@scripts/setup run
	@echo "Building Kompas. The first time takes a few minutes."
	@$(RELEASE) --product kompas
	@$(ENGINE) demo --data "$(DATA)" --port "$(PORT)"

serve: ## The same for your own organisation, in ./kompas-data
	@scripts/setup run
	@$(RELEASE) --product kompas
	@$(ENGINE) serve --data kompas-data --port "$(PORT)"

test: ## Everything that proves that Kompas works: rules, both databases, mail, pages, browser
	@scripts/setup test
	@$(MAKE) --no-print-directory lint unit browser

lint: ## Whether the code is laid out as agreed
	@swift format lint --strict --recursive Package.swift Sources Tests && echo "Layout: as agreed"

# One test at a time: deadlines, locks and limits are real here, and a crowded machine would break them.
unit: ## Tests of every room, on SQLite and on a PostgreSQL of its own
	@swift build --build-tests
	@scripts/postgres with scripts/mailbox with swift test --skip-build --no-parallel

races: ## The columns and their database under the thread sanitizer
	@scripts/setup test
	@scripts/postgres with scripts/races

browser: ## The demo in a real browser, in both languages, checked for accessibility
	@swift build --product kompas
	@scripts/postgres with scripts/browser

bench: ## Speed and memory, beside a peer where there is one
	@scripts/setup bench
	@$(RELEASE) --product kompas
	@scripts/bench
	@Benchmarks/Submissions/run
	@$(MAKE) --no-print-directory bench-numbers
	@Benchmarks/Sessions/run.py .build/release/kompas
	@Benchmarks/Organisation/run .build/release/kompas

bench-columns: ## Ten million responses, beside DuckDB, Polars and ClickHouse
	@scripts/setup test
	@Benchmarks/Columns/run

bench-numbers: ## Q and drivers with their goals, beside R's qmethod where it is installed
	@Benchmarks/Numbers/run

real-data: ## Real surveys from ../shared/data, compared with their reference figures
	@scripts/setup run
	@$(RELEASE) --product kompas
	@scripts/real-data

setup: ## Install what running and testing need
	@scripts/setup test

clean: ## Remove what was built and the demo
	rm -rf .build .venv "$(DATA)"
