# Biaochi: two commands for everybody (up, test), a few more for those who change it.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never
# The machine's own certificates: many offices have one of their own on the way out.
export UV_SYSTEM_CERTS := true
OURS := proto sdk chassis services/org services/assessment services/scoring gateway plugins/dazhou plugins/laixi plugins/lanzhou plugins/yantai cli

.PHONY: help up down test check format proto release-proto schema release-schema access data errors inputs lock benchmarks chaos chaos-nightly pin-base images pin sbom dry-run undo clean
# The contracts only grow: what the last release said is in proto/released.binpb.
BUF := cd proto && export PATH="$(CURDIR)/$(BIN):$$PATH" && buf
GROWN := $(BUF) breaking --against released.binpb
# So does the graph: what the last release said is in gateway/released.graphql; what goes is announced by its day first.
GRAPH_GROWN := $(BIN)/biaochi schema --since gateway/released.graphql
CHECKS := $(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/mypy && $(BIN)/lint-imports && ($(GROWN)) && $(GRAPH_GROWN)
# A command's words become a file whole or not at all: $(call WRITE,COMMAND,FILE).
WRITE = { $(1) > $(2).new && mv $(2).new $(2) || { rm -f $(2).new; false; }; }

help: ## print this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: $(VENV)/.platform ## set everything up and start the platform in the background
	@$(BIN)/biaochi up

down: ## stop the platform
	@if [ -x $(BIN)/biaochi ]; then $(BIN)/biaochi down; else echo "Nothing is set up here, so nothing runs."; fi

test: $(VENV)/.development ## set everything up, then run all checks and tests: WORKERS=3 at once
	@$(MAKE) --no-print-directory -j2 checks tests

.PHONY: checks tests
checks:
	@$(CHECKS)

tests:
	@$(BIN)/python -m pytest --numprocesses $(or $(WORKERS),3) --dist loadfile --no-loadscope-reorder --max-worker-restart 0

check: $(VENV)/.development ## format, lint, types, import contracts and the wire's contracts only
	@$(CHECKS)

format: $(VENV)/.development ## format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

proto: $(VENV)/.development ## write the generated code of the contracts again, and asyncapi.yaml
	@$(BUF) lint && buf generate && $(call WRITE,python catalogue.py,asyncapi.yaml)

release-proto: $(VENV)/.development ## keep the contracts as released: from now on they only grow from here
	@$(GROWN) && buf build --exclude-source-info -o released.binpb

schema: $(VENV)/.development ## write gateway/schema.graphql again
	@$(call WRITE,$(BIN)/biaochi schema,gateway/schema.graphql)

release-schema: $(VENV)/.development ## keep the graph as released: from now on it only grows from here
	@$(GRAPH_GROWN) && $(call WRITE,$(BIN)/biaochi schema,gateway/released.graphql)

access: $(VENV)/.development ## write docs/access.md again
	@$(call WRITE,$(BIN)/biaochi access,docs/access.md)

data: $(VENV)/.development ## write docs/data.md and the notice to persons again
	@$(call WRITE,$(BIN)/biaochi data,docs/data.md)
	@$(call WRITE,$(BIN)/biaochi person notice,docs/operations/notice.md)

errors: $(VENV)/.development ## write docs/errors.md again
	@$(call WRITE,$(BIN)/biaochi errors,docs/errors.md)

inputs: $(VENV)/.development ## write docs/inputs.md again
	@$(call WRITE,$(BIN)/biaochi inputs,docs/inputs.md)

lock: $(VENV)/.development ## resolve the dependencies again, with hashes and without addresses
	@$(BIN)/uv lock --upgrade --quiet
	@$(BIN)/uv export --quiet --no-header --format requirements-txt --only-group bootstrap -o bootstrap.lock
	@$(BIN)/uv export --quiet --no-header --format requirements-txt --no-emit-workspace --no-dev --group build -o requirements.lock
	@$(BIN)/uv export --quiet --no-header --format requirements-txt --no-emit-workspace --all-groups -o requirements-dev.lock
	@for part in org assessment scoring gateway; do $(BIN)/uv export --quiet --no-header --format requirements-txt --no-emit-workspace --no-dev --package biaochi-$$part -o images/$$part.lock || exit 1; done
	@$(BIN)/uv export --quiet --no-header --format requirements-txt --no-emit-workspace --no-dev -o images/command.lock
	@$(BIN)/uv export --quiet --no-header --format requirements-txt --only-group build -o images/build.lock

benchmarks: $(VENV)/.development ## measure; prints what it measured and on what
	@for benchmark in $$(grep -l __main__ benchmarks/*.py | grep -v -e /against -e /table | xargs -n1 basename -s .py); do echo "== $$benchmark"; $(BIN)/python -m benchmarks.$$benchmark || exit 1; done

chaos: $(VENV)/.development ## break the running platform on purpose: SEED=42 CASE=F07 ROUNDS=3 GROUND=servers SHARE=1/2 (docs/faults.md)
	@$(BIN)/python -m tests.faults.chaos --ground $(or $(GROUND),files) --seed $(or $(SEED),42) $(CASE:%=--case %) --rounds $(or $(ROUNDS),1) --share $(or $(SHARE),1/1)

chaos-nightly: $(VENV)/.development ## break it in the ways that take long: SEED=42 (of the day, unless given)
	@$(BIN)/python -m tests.faults.chaos --ground servers --seed $(or $(SEED),$(shell date +%F)) --nightly

undo: $(VENV)/.development ## take each safeguard of docs/security.md out of a copy and see its test fail: ITEM=S09 SHARE=1/2
	@$(BIN)/python -m tests.undo $(ITEM) --share $(or $(SHARE),1/1)

pin-base: $(VENV)/.development ## ask a registry for the digest of the images' base: BASE=registry/python:3.11-slim-bookworm
	@$(BIN)/python -m images.pin base "$(BASE)"

images: ## build the five images on the pinned base and push them: REGISTRY=registry/biaochi TAG=0.1.0 CITIES=lanzhou
	@[ -f images/base ] || { echo "The images' base has no digest yet: make pin-base BASE=registry/python:3.11-slim-bookworm"; exit 1; }
	@for part in org assessment scoring gateway command; do \
	  docker build --push --tag "$(REGISTRY)/$$part:$(TAG)" --build-arg PART=$$part --build-arg CITIES="$(or $(CITIES),lanzhou)" \
	    --build-arg BASE="$$(cat images/base)" --build-arg VERSION="$(TAG)" --build-arg REVISION="$$(git rev-parse HEAD)" . || exit 1; done

pin: $(VENV)/.development ## ask the registry which images production runs: REGISTRY=registry/biaochi TAG=0.1.0
	@$(BIN)/python -m images.pin cluster "$(REGISTRY)" "$(TAG)"

sbom: $(VENV)/.development ## list what is in each image (CycloneDX) in dist/sbom: CITIES=lanzhou
	@$(BIN)/python -m images.sbom $(or $(CITIES),lanzhou)

sign: $(VENV)/.development ## sign what is released (locks, SBOMs, digests of images) as dist/release/SHA256SUMS: KEY=release.key.pem
	@$(BIN)/python -m images.signing sign "$(KEY)"

verify: $(VENV)/.development ## say whether what is released is what was signed: KEY=release.pub
	@$(BIN)/python -m images.signing verify "$(KEY)"

dry-run: $(VENV)/.development ## let a real API server, built here from its Go module, judge lab and production (15 min the first time)
	@$(BIN)/python -m tests.deployment.server

clean: ## remove what set-up made (not the data)
	@rm -rf $(VENV)

# A pip of the environment's own, which takes three seconds to install, is had only where Python has none that can use it.
$(VENV)/bin/uv: bootstrap.lock
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Biaochi needs Python 3.11 or later: install python3.11 and its venv module, then run make again."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python has no venv module here: install python3-venv (Debian: apt-get install python3-venv), then run make again."; exit 1; }
	@echo "Setting up $(VENV) ..."
	@if $(PYTHON) -c 'import pip, sys; sys.exit([*map(int, pip.__version__.split(".")[:2])] < [22, 3])' 2>/dev/null; \
	then $(PYTHON) -m venv --without-pip $(VENV) && pip="$(PYTHON) -m pip --python $(BIN)/python"; \
	else $(PYTHON) -m venv $(VENV) && pip="$(BIN)/python -m pip"; fi && \
	$$pip install --quiet --disable-pip-version-check --require-hashes -r bootstrap.lock
	@touch $@

$(VENV)/.platform: $(VENV)/bin/uv requirements.lock $(OURS:%=%/pyproject.toml)
	@echo "Installing what the platform needs ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q -j 0 -x '/(tests|testing|lexers)/' $(VENV)/lib
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation $(OURS:%=-e ./%)
	@touch $@

$(VENV)/.development: $(VENV)/.platform requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@
