# Sourced by ./quickstart and .ci/run: finds the tools that the build needs, and installs through the
# machine's own package client what is missing. POSIX sh.

need_java=25

say() { printf '%s\n' "$*" >&2; }

# Homes of installed JDKs, newest spelling first; the same places that the build's toolchain looks at.
jdk_homes() {
  for home in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] && [ -r "$home/release" ] && printf '%s\n' "$home"
  done
}

# The first JDK that is new enough, empty if there is none.
find_jdk() {
  jdk_homes | while IFS= read -r home; do
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${version:-0}" -ge "$need_java" ]; then
      printf '%s' "$home"
      break
    fi
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else return 1; fi
}

# install APT DNF APK PACMAN BREW: the package under the name that each client knows it by.
install_package() {
  if command -v apt-get >/dev/null 2>&1; then
    as_root apt-get update -qq >&2 && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >&2
  elif command -v dnf >/dev/null 2>&1; then
    as_root dnf install -y -q "$2" >&2
  elif command -v apk >/dev/null 2>&1; then
    as_root apk add -q "$3" >&2
  elif command -v pacman >/dev/null 2>&1; then
    as_root pacman -S --noconfirm "$4" >&2
  elif command -v brew >/dev/null 2>&1; then
    brew install -q "$5" >&2
  else
    return 1
  fi
}

# Leaves a JDK and Maven in place, or says what to install and ends.
need_build_tools() {
  if [ -z "$(find_jdk)" ]; then
    say "Installing JDK $need_java."
    install_package openjdk-25-jdk-headless java-25-openjdk-devel openjdk25 jdk-openjdk openjdk@25 || true
    [ "$(command -v brew 2>/dev/null)" ] && JAVA25_HOME=$(brew --prefix openjdk@25 2>/dev/null)/libexec/openjdk.jdk/Contents/Home
    if [ -z "$(find_jdk)" ]; then
      say "This machine's packages hold no JDK $need_java. Install one and try again, for example Temurin:"
      say "  https://adoptium.net/installation/linux   (package temurin-25-jdk)"
      say "  or with SDKMAN: sdk install java 25-tem"
      exit 2
    fi
  fi
  if ! command -v mvn >/dev/null 2>&1; then
    say "Installing Maven."
    install_package maven maven maven maven maven || true
    command -v mvn >/dev/null 2>&1 || { say "Install Maven 3.8 or newer and try again."; exit 2; }
  fi
}
