#!/bin/sh
# Completes the distribution that Maven has laid out: programs, documents, and the cache of classes.
# Usage: distribution.sh DISTRIBUTION AGENT_JAR
set -eu

dist=$1
jar=$2
agent=$(cd "$(dirname "$0")/../.." && pwd)

cp "$jar" "$dist/lib/"
cp -R "$agent/src/dist/." "$dist/"
cp "$agent/../LICENSE" "$agent/../README.md" "$agent/../CHANGELOG.md" "$dist/"
find "$dist/bin" -type f -exec chmod 755 {} +

exec "$agent/src/build/train.sh" "$dist"
