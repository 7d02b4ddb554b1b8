#!/bin/sh
# Makes the cache of loaded and linked classes (JEP 483, 514, 515) of a distribution anew, from a
# rehearsal of what the agent does, or leaves none. The launcher uses it only for exactly these jars
# and this Java.
#
# Usage: [TRAINING_JDK=HOME] train.sh DISTRIBUTION
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dist=$(cd "$1" && pwd)
cache=$dist/lib/runtime-agent.aot
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM
rm -f "$cache" "$cache.made-from"

# Java compares times in whole seconds, which archives of images keep as they are.
find "$dist/lib" -name '*.jar' -exec touch -t 202601010000.00 {} +

give_up() {
  rm -f "$cache" "$cache.made-from"
  cat "$work/out" >&2 2>/dev/null || true
  printf 'train.sh: %s: no class cache was made; the agent starts slower without one.\n' "$1" >&2
  exit 0
}

# The launcher says which Java it runs on.
java=$(RUNTIME_AGENT_PRINT_JAVA=1 "$dist/bin/runtime-agent") || give_up "no Java"
compiling_java=${TRAINING_JDK:+$TRAINING_JDK/bin/java}
compiling_java=${compiling_java:-$java}

# Pretended stores that take everything, on ports of their own choice. They are compiled as they start,
# which takes a JDK.
: >"$work/ports"
"$compiling_java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$here/TrainingStores.java" \
  >"$work/ports" 2>"$work/out" &
server=$!
tries=0
until [ "$(wc -l <"$work/ports")" -ge 2 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 600 ] && kill -0 "$server" 2>/dev/null || give_up "the pretended stores do not start"
  sleep 0.1
done
port=$(sed -n 1p "$work/ports")
http_port=$(sed -n 2p "$work/ports")

logs=$work/airflow/logs
mkdir -p "$logs"
while IFS='	' read -r file path; do
  mkdir -p "$logs/$(dirname "$path")"
  cp "$here/../../../examples/airflow-logs/$file" "$logs/$path"
done <"$here/../../../examples/airflow-logs/index.tsv"

s3="AIRFLOW__RUNTIME_AGENT__DESTINATION=s3://bucket/logs AIRFLOW__RUNTIME_AGENT__S3_ENDPOINT_URL=http://127.0.0.1:$port/s3 \
AIRFLOW__RUNTIME_AGENT__CONNECTION=aws://id:secret@/?region_name=eu-west-1"
gcs="AIRFLOW__RUNTIME_AGENT__DESTINATION=gs://bucket/logs AIRFLOW__RUNTIME_AGENT__GCS_ENDPOINT_URL=http://127.0.0.1:$port/gcs \
AIRFLOW__RUNTIME_AGENT__CONNECTION=google-cloud-platform:///?is_anonymous=true"
folder="AIRFLOW__RUNTIME_AGENT__DESTINATION=file://$work/store"
cat >"$work/script" <<EOF
$folder run
$s3 run
$gcs run
$folder ship
$folder verify
$folder check
$folder config
$folder info --json
--version
run --help
EOF

cd "$work"
# Profiles in the cache would make Java compile everything with its second compiler at the start.
env -i PATH="$PATH" RUNTIME_AGENT_JAVA="$java" AIRFLOW_HOME="$work/airflow" \
  AIRFLOW__RUNTIME_AGENT__HTTP_HOST=127.0.0.1 AIRFLOW__RUNTIME_AGENT__HTTP_PORT="$http_port" \
  AIRFLOW__RUNTIME_AGENT__HEARTBEAT=off \
  RUNTIME_AGENT_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=$cache" \
  JDK_AOT_VM_OPTIONS="-Xmx512m" \
  "$dist/bin/runtime-agent" rehearse "$work/script" >"$work/out" 2>&1 || give_up "the rehearsal failed"
[ -s "$cache" ] || give_up "Java made none"
(cd "$dist/lib" && cksum ./*.jar && cksum <"${java%/bin/java}/release") >"$cache.made-from"
