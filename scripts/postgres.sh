#!/usr/bin/env bash
# Starts a PostgreSQL server for tests and benches on a free loopback port, and prints the URL that the tests read.
#   scripts/postgres.sh start | stop
# Its data is in target/postgres: nothing that matters. Installs the server with apt-get when it is missing and we are root.
set -euo pipefail
cd "$(dirname "$0")/.."
data="$PWD/target/postgres"
port="${LOKET_POSTGRES_PORT:-54329}"

find_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

bin="$(find_bin)"
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } >&2
    bin="$(find_bin)"
  else
    echo "PostgreSQL is missing: install the Debian package 'postgresql'." >&2
    exit 1
  fi
fi

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case "${1:-start}" in
  start)
    if [ "$(id -u)" = 0 ]; then data="/var/tmp/loket-postgres-$port"; fi
    if [ ! -s "$data/PG_VERSION" ]; then
      mkdir -p "$data"
      [ "$(id -u)" = 0 ] && chown postgres "$data"
      as_server "$bin/initdb" -D "$data" -U loket -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    fi
    if ! as_server "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; then
      as_server "$bin/pg_ctl" -D "$data" -w -l "$data/log" \
        -o "-p $port -k /tmp -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=256MB" start >/dev/null
    fi
    echo "postgres://loket@127.0.0.1:$port/postgres"
    ;;
  stop)
    if [ "$(id -u)" = 0 ]; then data="/var/tmp/loket-postgres-$port"; fi
    as_server "$bin/pg_ctl" -D "$data" -m fast stop >/dev/null
    ;;
  *) echo "usage: scripts/postgres.sh start|stop" >&2; exit 2 ;;
esac
