#!/usr/bin/env bash
# Starts servers that speak S3 (moto) and Azure Blob Storage (Azurite) on loopback ports, and prints the URL of a bucket that the tests read.
#   scripts/objectstores.sh start s3|azure
#   scripts/objectstores.sh stop
# What they hold does not matter. They are installed from PyPI and npm, into target/objectstores. Ends with a message and without a URL
# when a server can't be had.
set -euo pipefail
cd "$(dirname "$0")/.."
home="$PWD/target/objectstores"
s3_port="${LOKET_S3_PORT:-59000}"
azure_port="${LOKET_AZURE_PORT:-59100}"
bucket=loket-test

fail() { echo "scripts/objectstores.sh: $*" >&2; exit 1; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start NAME PORT COMMAND…: in the background, until it answers.
start() {
  local name=$1 port=$2
  shift 2
  answers "$port" && return 0
  (cd "$home" && exec setsid "$@" >"$home/$name.log" 2>&1 </dev/null & echo $! >"$home/$name.pid")
  for _ in $(seq 100); do
    if answers "$port"; then return 0; fi
    sleep 0.3
  done
  tail -n 20 "$home/$name.log" >&2
  fail "$name does not start on port $port"
}

install_moto() {
  [ -x "$home/moto/bin/moto_server" ] && return 0
  command -v python3 >/dev/null || fail "Python is missing: install the Debian packages 'python3' and 'python3-venv'"
  python3 -m venv "$home/moto" >&2 || fail "no virtual environment: install the Debian package 'python3-venv'"
  "$home/moto/bin/pip" install --quiet --disable-pip-version-check 'moto[s3,server]>=5.1,<6' >&2 || fail "moto can't be installed"
}

install_azurite() {
  [ -x "$home/azurite/node_modules/.bin/azurite-blob" ] && return 0
  command -v npm >/dev/null || fail "Node is missing: install Node 20 or newer"
  npm install --silent --no-audit --no-fund --prefix "$home/azurite" azurite@3 >&2 || fail "Azurite can't be installed"
}

# Azurite checks signatures; its account and key are those of its documentation. 409: the container is there already.
make_container() {
  node - "$1" "$bucket" >&2 <<'JS'
const [url, name] = process.argv.slice(2);
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const account = "devstoreaccount1";
const headers = { "x-ms-date": new Date().toUTCString(), "x-ms-version": "2021-08-06" };
const signed = Object.entries(headers).map(([header, value]) => `${header}:${value}\n`).join("");
const text = `PUT${"\n".repeat(12)}${signed}/${account}/${account}/${name}\nrestype:container`;
const hash = require("crypto").createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
fetch(`${url}/${account}/${name}?restype=container`, {
  method: "PUT",
  headers: { ...headers, authorization: `SharedKey ${account}:${hash}` },
}).then((answer) => {
  if (answer.status !== 201 && answer.status !== 409) throw new Error(`Azurite answered ${answer.status}`);
}).catch((error) => { console.error(String(error)); process.exit(1); });
JS
}

mkdir -p "$home"
case "${1:-} ${2:-}" in
  "start s3")
    install_moto
    start moto "$s3_port" "$home/moto/bin/moto_server" -H 127.0.0.1 -p "$s3_port"
    python3 -c 'import sys, urllib.request as r; r.urlopen(r.Request(sys.argv[1], method="PUT"))' "http://127.0.0.1:$s3_port/$bucket"
    echo "http://127.0.0.1:$s3_port/$bucket"
    ;;
  "start azure")
    install_azurite
    start azurite "$azure_port" "$home/azurite/node_modules/.bin/azurite-blob" \
      --blobHost 127.0.0.1 --blobPort "$azure_port" --silent --skipApiVersionCheck --inMemoryPersistence
    make_container "http://127.0.0.1:$azure_port"
    echo "http://127.0.0.1:$azure_port/devstoreaccount1/$bucket"
    ;;
  "stop ")
    for name in moto azurite; do
      if [ -s "$home/$name.pid" ]; then kill "$(cat "$home/$name.pid")" 2>/dev/null || true; rm -f "$home/$name.pid"; fi
    done
    ;;
  *) echo "usage: scripts/objectstores.sh start s3|azure, or stop" >&2; exit 2 ;;
esac
