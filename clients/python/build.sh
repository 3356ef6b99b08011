#!/usr/bin/env bash
# Makes the package from the graph's schema and the documents in clients/operations: ./build.sh [SCHEMA] [OPERATIONS].
# Needs what requirements.lock names, in the environment whose `bin` is first on the PATH.
set -euo pipefail
cd "$(dirname "$0")"
cp "${1:-../../gateway/schema.graphql}" schema.graphql
rm -rf operations biaochi_client && cp -r "${2:-../operations}" operations
ariadne-codegen
