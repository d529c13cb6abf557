# Everything a person needs; `make` alone lists it. The same flags everywhere: a changed flag rebuilds the world.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/dudao
BUILD := $(CACHE)/build
FLAGS := --scratch-path $(BUILD) --explicit-target-dependency-import-check error
RELEASE := --scratch-path $(BUILD)-release --explicit-target-dependency-import-check error -c release
DUDAO := $(BUILD)/debug/dudao

LISTEN ?= 127.0.0.1:8080
DATA ?= demo-data
DATABASE ?= sqlite:dudao.sqlite
FILES ?= files
SWIFT_SOURCES := Sources Tests Package.swift

.PHONY: help demo demo-reset run test bench build release format lint coverage clean setup

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:
	@bin/setup --for demo

build: setup ## Build the program (debug)
	@bin/embed
	swift build $(FLAGS) --product dudao

demo: build ## Fill a fictional zone's year and serve it; DATA=folder LISTEN=host:port
	@mkdir -p '$(DATA)'
	@exec '$(DUDAO)' demo --listen '$(LISTEN)' --data '$(DATA)'

demo-reset: ## Forget the demo's data and start over
	@if [ -e '$(DATA)' ] && [ ! -e '$(DATA)/logins.json' ] && [ -n "$$(ls -A '$(DATA)')" ]; then \
	    echo "'$(DATA)' does not look like the demo's data; remove it by hand" >&2; exit 1; fi
	@rm -rf -- '$(DATA)'
	@$(MAKE) --no-print-directory demo

run: build ## Serve your own database; DATABASE=url FILES=folder
	@'$(DUDAO)' migrate --database '$(DATABASE)'
	@exec '$(DUDAO)' serve --database '$(DATABASE)' --files '$(FILES)' --listen '$(LISTEN)'

test: ## Everything: units, both engines, routes, browser
	@bin/setup --for test
	@bin/embed
	swift build $(FLAGS) --build-tests
	bin/test '$(BUILD)'

bench: release ## Measure against the budgets
	@bin/setup --for bench
	Benchmarks/run '$(BUILD)-release/release/dudao'

release: setup ## Build the program to ship
	@bin/embed
	swift build $(RELEASE) --product dudao --static-swift-stdlib

format: ## Let the formatter lay out the Swift sources
	swift format -i -r $(SWIFT_SOURCES)

lint: ## Formatter in strict mode, and the project's own rules
	swift format lint --strict -r $(SWIFT_SOURCES)
	@bin/check

coverage: ## Line coverage of our own sources
	@bin/setup --for test
	@bin/embed
	@bin/coverage '$(BUILD)-coverage'

clean: ## Remove what was built (not the demo's data)
	rm -rf -- '$(BUILD)' '$(BUILD)-release' '$(BUILD)-coverage' Sources/CAssets/assets.c Sources/Web/Public/vendor
