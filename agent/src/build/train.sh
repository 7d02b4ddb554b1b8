#!/bin/sh
# Makes the cache of loaded and linked classes (JEP 483, 514, 515) of a distribution anew, from a
# rehearsal of what the agent does, or leaves none.
# Usage: train.sh DISTRIBUTION
set -eu

dist=$(cd "$1" && pwd)
cache=$dist/lib/runtime-agent.aot
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f "$cache" "$cache.made-from"

mkdir -p "$work/airflow/logs/dag_id=d/run_id=r/task_id=t"
printf 'one\ntwo\n' >"$work/airflow/logs/dag_id=d/run_id=r/task_id=t/attempt=1.log"

if RUNTIME_AGENT_TRAIN=$cache "$dist/bin/runtime-agent" --version >"$work/out" 2>&1 && [ -s "$cache" ]; then
  : # the launcher has told what the cache was made from
else
  rm -f "$cache" "$cache.made-from"
  cat "$work/out" >&2
  printf 'train.sh: no class cache could be made; the agent starts without one.\n' >&2
fi
