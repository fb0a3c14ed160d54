"""Starts the program with an empty demo, and calls it as a supplier's system does."""

import json
import os
import socket
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jwt
import requests

ROOT = Path(__file__).parents[2]
BINARY = Path(os.environ.get("LOKET_BINARY", ROOT / "target/debug/loket"))
CLIENT_ID = "contract"
SECRET = "een-geheim-van-meer-dan-32-tekens-lang"

# The APIs by their name.
APIS = {name: f"/{name}/api/v1" for name in ("zaken", "catalogi", "documenten", "besluiten", "autorisaties", "notificaties")}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_database(server):
    """Makes a database of this run alone on a PostgreSQL server, and returns its URL."""
    name = f"contract_{os.getpid()}_{int(time.time())}"
    subprocess.run(["psql", server, "-qc", f"CREATE DATABASE {name}"], check=True)
    return f"{server.rsplit('/', 1)[0]}/{name}"


class Subscriber(BaseHTTPRequestHandler):
    """Takes notifications from who knows the password, and has a page about them."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.send_response(204 if self.headers.get("authorization") == "Bearer welkom" else 403)
        self.end_headers()

    def log_message(self, *_):
        pass


class Kcc(BaseHTTPRequestHandler):
    """Has every contact and request that it is asked for, and keeps which zaak they are of."""

    def do_GET(self):
        self.answer(200)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.answer(201)

    def do_DELETE(self):
        self.send_response(204)
        self.end_headers()

    def answer(self, status_code):
        body = json.dumps({"url": f"http://{self.headers['host']}{self.path}", "bronorganisatie": "002564440"}).encode()
        self.send_response(status_code)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Loket:
    """The running program, with one application that may do everything."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="loket-contract-")
        self.base = f"http://127.0.0.1:{free_port()}"
        self.log = Path(self.folder.name) / "log"
        data = ["--data", f"{self.folder.name}/data"]
        if server := os.environ.get("LOKET_TEST_POSTGRES"):
            data += ["--database", own_database(server)]
        with self.log.open("w") as log:
            listen = self.base.removeprefix("http://")
            demo = [BINARY, "demo", *data, "--listen", listen]
            self.process = subprocess.Popen(demo, stdout=log, stderr=log, env=os.environ | {"LOKET_LOG": "warn"})
        self.wait()
        add = ["applicatie", "add", *data, "--client-id", CLIENT_ID, "--secret", SECRET, "--alle-autorisaties"]
        subprocess.run([BINARY, *add], check=True, stdout=subprocess.DEVNULL)
        self.subscriber = self.serve(Subscriber)
        self.kcc = self.serve(Kcc)
        add = ["dienst", "add", *data, "--naam", "KCC", "--soort", "orc", "--api-root", self.kcc_root]
        subprocess.run([BINARY, *add], check=True, stdout=subprocess.DEVNULL)
        self.session = requests.Session()
        self.session.headers.update(self.headers())

    @staticmethod
    def serve(handler):
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def wait(self):
        for _ in range(300):
            try:
                if requests.get(f"{self.base}/health/ready", timeout=5).ok:
                    return
            except requests.ConnectionError:
                if self.process.poll() is not None:
                    break
            time.sleep(0.1)
        raise SystemExit(f"Loket does not start:\n{self.log.read_text()}")

    def stop(self):
        """Stops, and returns what went wrong inside."""
        self.subscriber.shutdown()
        self.kcc.shutdown()
        self.process.terminate()
        self.process.wait(timeout=10)
        faults = [line for line in self.log.read_text().splitlines() if "ERROR" in line or "panicked" in line]
        self.folder.cleanup()
        return faults

    @property
    def callback(self):
        return f"http://127.0.0.1:{self.subscriber.server_port}/"

    @property
    def kcc_root(self):
        return f"http://127.0.0.1:{self.kcc.server_port}/"

    def headers(self):
        now = int(time.time())
        claims = {"iss": CLIENT_ID, "iat": now, "client_id": CLIENT_ID, "user_id": "", "user_representation": ""}
        token = jwt.encode(claims, SECRET, algorithm="HS256")
        return {"Authorization": f"Bearer {token}", "Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}

    def url(self, api, path):
        return f"{self.base}{APIS[api]}{path}"

    def get(self, api, path, **params):
        answer = self.session.get(self.url(api, path), params=params)
        assert answer.status_code == 200, f"GET {answer.url}: {answer.status_code} {answer.text}"
        return answer.json()

    def results(self, api, path, **params):
        found = self.get(api, path, **params)
        return found["results"] if isinstance(found, dict) else found

    def patch(self, url, body):
        answer = self.session.patch(url, json=body)
        assert answer.status_code == 200, f"PATCH {answer.url}: {answer.status_code} {answer.text}"

    def post(self, api, path, body):
        answer = self.session.post(self.url(api, path), json=body)
        assert answer.status_code in (200, 201), f"POST {answer.url}: {answer.status_code} {answer.text}"
        return answer.json()
