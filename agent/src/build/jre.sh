#!/bin/sh
# Gives a distribution a Java runtime of its own, with no more modules than the agent uses, and a cache of
# classes made with exactly that runtime.
#
# Usage: jre.sh DISTRIBUTION JDK_HOME
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dist=$(cd "$1" && pwd)
jdk=$2

# What the class path names, and what only runs through a service: JNDI (drivers), GSS (PostgreSQL).
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,\
java.transaction.xa,java.xml,jdk.httpserver,jdk.management,jdk.unsupported

rm -rf "$dist/jre"
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
  --compress zip-6 --output "$dist/jre"
# Java compares times in whole seconds, which archives of images keep as they are.
touch -t 202601010000.00 "$dist/jre/lib/modules"

[ ! -f "$dist/sbom.json" ] || "$here/sbom.sh" "$dist" "$jdk"

TRAINING_JDK=$jdk exec "$here/train.sh" "$dist"
