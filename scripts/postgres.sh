#!/usr/bin/env bash
# Starts a PostgreSQL server for tests and benches on a loopback port, and prints the URL that the tests read.
#   scripts/postgres.sh start | stop
# Its data holds nothing that matters (target/postgres, or a folder below /var/tmp when we are root), so a server that does not run
# starts with nothing: every test leaves its tables behind, and one that was killed would first have to look through all of them.
# Installs the server with apt-get when it is missing and we are root. Ends with a message and without a URL when there is no server.
set -euo pipefail
cd "$(dirname "$0")/.."
data="$PWD/target/postgres"
port="${LOKET_POSTGRES_PORT:-54329}"

fail() { echo "scripts/postgres.sh: $*" >&2; exit 1; }
find_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
answers() { "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" -U loket; }
# A server that was killed can be there for a while as a zombie.
runs() { [ -e "$data/postmaster.pid" ] && ps -o stat= -p "$(head -n 1 "$data/postmaster.pid")" | grep -qv '^Z'; }
wait_for_answer() {
  for _ in $(seq 120); do
    if answers; then return 0; fi
    sleep 1
  done
  return 1
}
# Hundreds of thousands of files: they are moved aside, and removed while the new server works.
throw_away() {
  [ -e "$data" ] || return 0
  mv "$data" "$data.old-$$"
  nohup rm -rf "$data.old-$$" >/dev/null 2>&1 9>&- &
}

# Another program may hold the lock of apt, and a mirror may fail once.
install_server() {
  for attempt in 1 2 3; do
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=120 postgresql; } >&2; then
      return 0
    fi
    sleep $((attempt * 5))
  done
  return 1
}

bin="$(find_bin || true)"
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && install_server; } || fail "PostgreSQL is missing: install the Debian package 'postgresql'."
  bin="$(find_bin)"
fi
if [ "$(id -u)" = 0 ]; then data="/var/tmp/loket-postgres-$port"; fi

case "${1:-start}" in
  start)
    mkdir -p target
    exec 9>"target/.postgres-$port.lock"
    flock 9 # Two starts at once would each throw away what the other makes.
    if runs; then
      wait_for_answer || fail "PostgreSQL runs on port $port and does not answer; stop it with scripts/postgres.sh stop"
    elif ! answers; then
      throw_away
      mkdir -p "$data"
      if [ "$(id -u)" = 0 ]; then chown postgres "$data"; fi
      as_server "$bin/initdb" -D "$data" -U loket -A trust -E UTF8 --locale=C.UTF-8 >/dev/null || fail "initdb failed in $data"
      as_server "$bin/pg_ctl" -D "$data" -w -t 120 -l "$data/log" \
        -o "-p $port -c unix_socket_directories='' -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=256MB" start >/dev/null 9>&- ||
        { tail -n 20 "$data/log" >&2; fail "PostgreSQL does not start on port $port; choose another with LOKET_POSTGRES_PORT"; }
    fi
    echo "postgres://loket@127.0.0.1:$port/postgres"
    ;;
  stop) as_server "$bin/pg_ctl" -D "$data" -m fast stop >/dev/null ;;
  *) echo "usage: scripts/postgres.sh start|stop" >&2; exit 2 ;;
esac
