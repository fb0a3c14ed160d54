// Checks the style guide with axe and takes screenshots, in each theme, wide and narrow, under the strict security policy.
// First: cargo run -p ui --example stijlgids -- target/stijlgids. Then: npm run axe [-- folder [screenshot folder]]

import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? join(here, "../../../target/stijlgids"));
const shots = process.argv[3] && resolve(process.argv[3]);
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'";
const types = { css: "text/css", js: "text/javascript", html: "text/html; charset=utf-8" };
if (shots) mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let problems = 0;
const complain = (text) => {
  problems += 1;
  console.log(text);
};

for (const name of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
  for (const width of [1280, 360, 320]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.route("**/*", (route) => {
      const path = new URL(route.request().url()).pathname;
      const match = path.match(/^\/static\/\w+\/([\w.-]+)$/);
      const file = match ? join(here, "dist", match[1]) : join(folder, path);
      const contentType = types[file.split(".").pop()];
      if (!contentType) return route.fulfill({ status: 404, body: "" });
      return route.fulfill({ body: readFileSync(file, "utf8"), contentType, headers: { "content-security-policy": policy } });
    });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !/404/.test(message.text())) complain(`${name} ${width}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complain(`${name} ${width}: ${error.message}`));
    await page.goto(`https://loket.test/${name}`, { waitUntil: "networkidle" });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) complain(`${name} ${width}: the page is ${overflow} px too wide`);
    if (shots) await page.screenshot({ path: join(shots, `${name.replace(".html", "")}-${width}.png`), fullPage: true });
    if (width < 1000) await page.evaluate(() => document.querySelectorAll("details").forEach((item) => (item.open = true)));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    const warned = await page.evaluate(async () => {
      const dialog = document.querySelector("dialog");
      if (!dialog) return [];
      dialog.showModal();
      return (await axe.run(dialog, { resultTypes: ["violations"] })).violations;
    });
    violations.push(...warned);
    for (const violation of violations) {
      for (const node of violation.nodes) {
        complain(`${name} ${width}: ${violation.id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`);
      }
    }
    await context.close();
  }
  console.log(`checked ${name}`);
}
await browser.close();
console.log(problems === 0 ? "no problems" : `${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;
