#!/usr/bin/env bash
# Renews the locked versions and their hashes; the argument is the program `uv`.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { "$1" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --output-file "requirements/$2" "${@:3}"; }
all=(--all-extras pyproject.toml)
lock "$1" dev.txt --group dev "${all[@]}"
lock "$1" run.txt --constraint requirements/dev.txt "${all[@]}"
lock "$1" site.txt --group site
python3 -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' |
  lock "$1" build.txt --constraint requirements/dev.txt -
