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

# apt_unpack_all DIRECTORY PACKAGE...: the files of the packages and of what they need and the system lacks, as above.
apt_unpack_all() {
  local home=$1
  shift
  have apt-get && have dpkg-deb || fail "missing: $*. There is no apt-get here: install it by hand and put it on the PATH."
  mkdir -p "$home/debs/partial"
  if ! apt_fetch "$home/debs" "$@"; then
    [[ $(id -u) == 0 ]] || fail "$* cannot be downloaded. Run as root: apt-get update"
    apt-get update -qq >&2
    apt_fetch "$home/debs" "$@"
  fi
  for package in "$home"/debs/*.deb; do dpkg-deb -x "$package" "$home"; done
  rm -r "$home/debs"
}

apt_fetch() {
  local debs=$1
  shift
  # The first leaves out what the system has, the second takes no more than what is named.
  apt-get install -y -qq --download-only --no-install-recommends -o Debug::NoLocking=true \
    -o "Dir::Cache::archives=$debs" "$@" >&2 && (cd "$debs" && apt-get download -qq "$@" >&2)
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

# need_uv DIRECTORY: uv, which alone installs what an index held on a day; into DIRECTORY if there is none.
need_uv() {
  have uv && return
  have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3 python3-venv
  python3 -m venv "$1"
  "$1/bin/python" -m pip install --quiet --disable-pip-version-check uv
  PATH="$1/bin:$PATH"
}

# airflow_build DIRECTORY DAY REQUIREMENT...: an Airflow in DIRECTORY/venv as it was installed on that day.
airflow_build() {
  local home=$1 day=$2
  shift 2
  need_uv "$home/uv"
  uv venv --quiet --python '>=3.10,<3.13' "$home/venv"
  uv pip install --quiet --python "$home/venv/bin/python" --exclude-newer "$day" "$@"
  # The first import of everything takes long: the tests shall not wait for it.
  "$home/venv/bin/python" -m compileall -q "$home/venv/lib" || true
}
