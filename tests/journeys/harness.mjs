// Runs a journey on each database: SQLite, and PostgreSQL when LOKET_TEST_POSTGRES names a server.
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { startServer } from "./server.mjs";
import { startBrowser } from "./walk.mjs";

const databases = [{ name: "sqlite" }];
if (process.env.LOKET_TEST_POSTGRES) databases.push({ name: "postgresql", url: process.env.LOKET_TEST_POSTGRES });

/** A database of this test alone, so that tests don't see one another's zaken. */
function ownDatabase(url) {
  if (!url) return undefined;
  const name = `journey_${process.pid}_${Date.now()}`;
  execFileSync("psql", [url, "-qc", `CREATE DATABASE ${name}`]);
  return url.replace(/\/[^/]*$/, `/${name}`);
}

/**
 * Walks with a fresh server and browser; `folder` is where the pictures go. The log must stay clean and the server must stop in time.
 * `start` gets `{ database }` and starts the server: the demo, unless said otherwise.
 */
export function onEachDatabase(title, folder, walk, start = startServer) {
  for (const { name, url } of databases) {
    test(`${title}, on ${name}`, async () => {
      const server = await start({ database: ownDatabase(url) });
      const browser = await startBrowser();
      try {
        await walk(server, browser, `${name}-${folder}`);
      } finally {
        await browser.close();
        const ms = await server.stop();
        assert.ok(ms < 5000, `stops within five seconds (${ms} ms)`);
      }
      // The log tells everything that it can.
      assert.match(server.log(), /INFO/);
      for (const personal of [/\b9999\d{5}\b/, /@example\.nl/, /de Boer|Benali|van Dongen/, /Voorbeeldlaan/, /0612345678/, /Naheffing/]) {
        assert.doesNotMatch(server.log(), personal, "nothing personal in the log");
      }
      assert.doesNotMatch(server.log(), /ERROR|panicked/, "no errors in the log");
    });
  }
}
