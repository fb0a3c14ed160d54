#!/usr/bin/env bash
# Starts a PostgreSQL server for tests and benches on a loopback port, and prints the URL that the tests read.
#   scripts/postgres.sh start | stop
# Its data holds nothing that matters: target/postgres, or a folder below /var/tmp when we are root. Installs the server with
# apt-get when it is missing and we are root. Ends with a message and without a URL when there is no server.
set -euo pipefail
cd "$(dirname "$0")/.."
data="$PWD/target/postgres"
port="${LOKET_POSTGRES_PORT:-54329}"

fail() { echo "scripts/postgres.sh: $*" >&2; exit 1; }
find_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
answers() { "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" -U loket; }

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
    if ! answers; then
      # A folder without a control file is what a start that was stopped half-way left behind.
      if [ ! -s "$data/global/pg_control" ]; then
        rm -rf "$data"
        mkdir -p "$data"
        if [ "$(id -u)" = 0 ]; then chown postgres "$data"; fi
        as_server "$bin/initdb" -D "$data" -U loket -A trust -E UTF8 --locale=C.UTF-8 >/dev/null || fail "initdb failed in $data"
      fi
      as_server "$bin/pg_ctl" -D "$data" -w -t 120 -l "$data/log" \
        -o "-p $port -k /tmp -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=256MB" start >/dev/null ||
        { tail -n 20 "$data/log" >&2; fail "PostgreSQL does not start on port $port; choose another with LOKET_POSTGRES_PORT"; }
    fi
    echo "postgres://loket@127.0.0.1:$port/postgres"
    ;;
  stop) as_server "$bin/pg_ctl" -D "$data" -m fast stop >/dev/null ;;
  *) echo "usage: scripts/postgres.sh start|stop" >&2; exit 2 ;;
esac
