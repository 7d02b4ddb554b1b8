#!/bin/sh
# Adds the Java runtime to a distribution's bill of materials (CycloneDX), which Maven made of the jars.
#
# Usage: sbom.sh DISTRIBUTION JDK_HOME    JDK_HOME is what the runtime was linked from
set -eu

sbom=$1/sbom.json
release=$2/release

# The runtime's own file tells less than that of the JDK.
field() {
  sed -n "s/^$1=\"\\([^\"\\\\]*\\)\"\$/\\1/p" "$release"
}

version=$(field JAVA_VERSION)
[ -n "$version" ]
exact=$(field JAVA_RUNTIME_VERSION)
vendor=$(field IMPLEMENTOR)
runtime="    { \"type\" : \"platform\", \"bom-ref\" : \"java-runtime\", \"supplier\" : { \"name\" : \"${vendor:-unknown}\" }, \
\"name\" : \"openjdk\", \"version\" : \"${exact:-$version}\", \"description\" : \"Java runtime, linked with jlink\", \
\"cpe\" : \"cpe:2.3:a:oracle:openjdk:$version:*:*:*:*:*:*:*\" },"

# The list of parts is a line of its own; those of the tools are indented further.
awk -v runtime="$runtime" '
  /"bom-ref" : "java-runtime"/ { next }
  { print }
  /^  "components" : \[$/ { print runtime; found = 1 }
  END { exit !found }
' "$sbom" >"$sbom.tmp"
mv "$sbom.tmp" "$sbom"
