# Sourced by the install scripts: one cache, one lock per server, one way to say what is missing.
# stdout belongs to the result (the path of an executable); everything else goes to stderr.

set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# install_once NAME VERSION EXECUTABLE BUILD
# Calls BUILD with an empty directory unless NAME-VERSION is complete, and prints the path of
# EXECUTABLE in it. Of concurrent callers one builds and the others wait for it.
install_once() {
  local name=$1 version=$2 executable=$3 build=$4
  local cache="${XDG_CACHE_HOME:-$HOME/.cache}/runtime-agent/servers"
  local home="$cache/$name-$version"
  if [[ ! -e $home/.complete ]]; then
    mkdir -p "$cache"
    # What the build starts inherits the lock, so nobody clears the directory under a compiler whose script was killed.
    exec 9>"$cache/.$name-$version.lock"
    if ! flock -n 9; then
      say "$name $version is being installed by another process; waiting for it."
      flock 9
    fi
    [[ -e $home/.complete ]] || build_into "$home" "$name $version" "$executable" "$build"
  fi
  printf '%s\n' "$home/$executable"
}

build_into() {
  local home=$1 title=$2 executable=$3 build=$4 begin=$SECONDS
  say "Installing $title into $home."
  rm -rf "$home"
  mkdir -p "$home"
  "$build" "$home" >&2
  [[ -x $home/$executable ]] || fail "the installation of $title left no $executable in $home."
  touch "$home/.complete"
  say "Installed $title in $((SECONDS - begin)) s, $(du -sm "$home" | cut -f1) MB."
}

# apt_install PACKAGE...: from the distribution, which needs root.
apt_install() {
  have apt-get || fail "missing: $*. There is no apt-get here: install it by hand and put it on the PATH."
  [[ $(id -u) == 0 ]] || fail "missing: $*. Run as root: apt-get install $*"
  say "Installing from the distribution: $*."
  (
    flock 8
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
  ) 8>"${TMPDIR:-/tmp}/runtime-agent-apt.lock"
}

# apt_unpack DIRECTORY PACKAGE: only the package's files, without touching the system; needs no root.
apt_unpack() {
  local home=$1 package=$2
  have apt-get && have dpkg-deb || fail "missing: $package. There is no apt-get here: install it by hand and put it on the PATH."
  (
    cd "$home"
    if ! apt-get download -qq "$package" >&2; then
      [[ $(id -u) == 0 ]] || fail "$package cannot be downloaded. Run as root: apt-get update"
      apt-get update -qq >&2
      apt-get download -qq "$package" >&2
    fi
    dpkg-deb -x "$package"_*.deb .
    rm "$package"_*.deb
  )
}

# release: the distribution's release, which fixes the version of what apt_unpack takes from it.
release() { (. /etc/os-release && printf '%s\n' "$ID-${VERSION_ID:-unstable}"); }

# need_go MINOR: Go 1.MINOR or newer. From 1.21 on an older one fetches the toolchain that a module asks for by itself.
need_go() {
  local wanted=$1 version minor
  have go || [[ ! -x /usr/local/go/bin/go ]] || PATH="$PATH:/usr/local/go/bin"
  have go || apt_install golang-go ca-certificates
  version=$(GOTOOLCHAIN=local go version)
  minor=${version#*go1.}
  minor=${minor%%[!0-9]*}
  ((minor >= 21)) || fail "Go 1.$wanted or newer is needed; this is $version (Debian 12 has a newer one in backports)."
  ((minor >= wanted)) || export GOTOOLCHAIN=auto
  # The caller's own settings may name vendor directories or workspaces of other projects.
  export GOFLAGS=-buildvcs=false GOWORK=off
}

need_node() {
  have node && have npm || apt_install nodejs npm
}
