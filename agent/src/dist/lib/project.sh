#!/bin/sh
# Installs what a project asks for while its image is built: system packages from packages.txt, Python
# packages from requirements.txt, both in the current directory.
#
# Usage: project.sh packages | requirements
set -eu

# Lines without comments and Windows line ends.
names() {
  tr '\r' '\n' <packages.txt | sed -e 's/#.*//' -e '/^[[:space:]]*$/d'
}

packages() {
  wanted=$(names)
  [ -n "$wanted" ] || return 0
  # Package names are words.
  # shellcheck disable=SC2086
  set -- $wanted
  if command -v apt-get >/dev/null 2>&1; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
    apt-get clean
    rm -rf /var/lib/apt/lists/*
  elif command -v microdnf >/dev/null 2>&1; then
    microdnf install -y "$@"
    microdnf clean all
  elif command -v dnf >/dev/null 2>&1; then
    dnf install -y "$@"
    dnf clean all
  else
    echo "project.sh: this image has no package client for packages.txt." >&2
    return 1
  fi
}

requirements() {
  [ -s requirements.txt ] || return 0
  if grep -Eiq '^[[:space:]]*apache-airflow(\[[^]]*\])?[[:space:]]*([=~<>!@;]|$)' requirements.txt; then
    echo "project.sh: requirements.txt may not change apache-airflow; take another base image." >&2
    return 1
  fi
  python3 -m pip install --no-cache-dir -r requirements.txt
}

case ${1-} in
  packages | requirements) "$1" ;;
  *)
    echo "Usage: project.sh packages | requirements" >&2
    exit 2
    ;;
esac
