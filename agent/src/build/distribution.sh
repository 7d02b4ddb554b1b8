#!/bin/sh
# Completes the distribution that Maven has laid out: programs, documents, what goes into Airflow, and the cache of
# classes.
# Usage: [CLASS_CACHE=none] distribution.sh DISTRIBUTION AGENT_JAR VERSION
set -eu

dist=$1
jar=$2
version=$3
agent=$(cd "$(dirname "$0")/../.." && pwd)

# As Python writes versions: 1.2.3-SNAPSHOT is 1.2.3.dev0 there.
lay_out_python() {
  python=$(printf '%s' "$version" | sed 's/-SNAPSHOT$/.dev0/')
  info=$dist/airflow/runtime_agent_airflow-$python.dist-info
  mkdir -p "$info"
  cp -R "$agent/src/main/python/runtime_agent_airflow" "$dist/airflow/"
  find "$dist/airflow" -type d -name __pycache__ -prune -exec rm -rf {} +
  cp "$agent/src/main/python/runtime_agent_airflow.dist-info/entry_points.txt" "$info/"
  sed "s/^Version: .*/Version: $python/" "$agent/src/main/python/runtime_agent_airflow.dist-info/METADATA" \
    >"$info/METADATA"
}

cp "$jar" "$dist/lib/"
cp -R "$agent/src/dist/." "$dist/"
cp "$agent/../LICENSE" "$agent/../README.md" "$agent/../CHANGELOG.md" "$dist/"
find "$dist/bin" -type f -exec chmod 755 {} +
lay_out_python

[ "${CLASS_CACHE-}" = none ] || exec "$agent/src/build/train.sh" "$dist"
