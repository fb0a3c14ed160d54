// Starts and stops the program under test: the binary of the tests (or LOKET_BINARY), with a fresh folder of data.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "node:net";

const binary = process.env.LOKET_BINARY ?? fileURLToPath(new URL("../../target/debug/loket", import.meta.url));

/** Returns a free port. */
async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the demo and returns once it says that it is ready. `database` is a PostgreSQL URL, or undefined for SQLite. */
export async function startServer({ database } = {}) {
  const data = mkdtempSync(join(tmpdir(), "loket-journey-"));
  return launch("demo", { data, port: await freePort(), database });
}

/**
 * Sets one municipality up by hand and serves it, as one does for real. `configure` gets the URL and returns the text of `loket.toml`;
 * `setUp` are the commands that come before.
 */
export async function startReal({ database, setUp, configure }) {
  const data = mkdtempSync(join(tmpdir(), "loket-journey-"));
  const port = await freePort();
  const config = join(data, "loket.toml");
  writeFileSync(config, await configure(`http://localhost:${port}`));
  const where = ["--data", data, ...(database ? ["--database", database] : [])];
  for (const command of setUp) execFileSync(binary, [...command, ...where], { stdio: ["ignore", "ignore", "inherit"] });
  return launch("serve", { data, port, database, more: ["--config", config] });
}

async function launch(command, { data, port, database, more = [] }) {
  const args = [command, "--data", data, "--listen", `127.0.0.1:${port}`, ...more];
  if (database) args.push("--database", database);
  const child = spawn(binary, args, { env: { ...process.env, LOKET_LOG: "debug" } });
  let log = "";
  child.stderr.on("data", (text) => (log += text));
  const readyMs = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in 30 s:\n${log}`)), 30_000);
    let out = "";
    child.stdout.on("data", (text) => {
      out += text;
      const ready = out.match(/Loket is ready at (\S+) in (\d+) ms/);
      if (ready) {
        clearTimeout(timer);
        resolve(Number(ready[2]));
      }
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${log}`)));
  });
  return {
    url: `http://localhost:${port}`,
    otherUrl: `http://voorbeeldstad.localhost:${port}`,
    readyMs,
    log: () => log,
    /** Asks the server to stop and returns how long that took. */
    async stop() {
      const started = Date.now();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.removeAllListeners("exit");
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([ended, gone]);
      rmSync(data, { recursive: true, force: true });
      return Date.now() - started;
    },
  };
}
