// What every page of a journey is checked for, and the steps of the people who walk it.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = fileURLToPath(new URL("../../screenshots", import.meta.url));

/** Starts the browser that Debian brings. */
export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

/** One person with a browser of her own. Checks every page that she sees. */
export class Person {
  constructor(name, page, { folder, javaScript }) {
    Object.assign(this, { name, page, folder, javaScript, requests: [], bytes: 0, count: 0 });
    page.on("request", (request) => {
      // A page is what came since its address was asked for.
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.bytes = 0;
      this.requests.push(request.url());
    });
    page.on("pageerror", (error) => assert.fail(`${name}: script error on ${page.url()}: ${error}`));
    page.on("console", (message) => {
      if (/Content Security Policy/i.test(message.text())) assert.fail(`${name}: ${message.text()} on ${page.url()}`);
    });
  }

  static async start(browser, name, { folder, javaScript = true }) {
    const context = await browser.newContext({ javaScriptEnabled: javaScript, locale: "nl-NL", bypassCSP: false });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const person = new Person(name, page, { folder, javaScript });
    const network = await context.newCDPSession(page);
    // Nothing comes from a memory of before: a page weighs what it weighs for who sees it first.
    await network.send("Network.enable");
    await network.send("Network.setCacheDisabled", { cacheDisabled: true });
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (person.bytes += encodedDataLength));
    return person;
  }

  /**
   * Looks at the page: no accessibility fault, nothing from elsewhere, light enough; keeps pictures at two widths.
   */
  async look(label) {
    const { page } = this;
    // The diagram of a process is a program in itself; it is on no page of a resident.
    const heaviest = new URL(page.url()).pathname.startsWith("/werk") ? 400_000 : 150_000;
    assert.ok(this.bytes > 0 && this.bytes < heaviest, `${label}: ${this.bytes} bytes`);
    const folder = `${shots}/${this.folder}`;
    mkdirSync(folder, { recursive: true });
    const number = String(++this.count).padStart(2, "0");
    for (const [width, height] of [[1280, 900], [360, 740]]) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${folder}/${number}-${this.name}-${label}-${width}.png`, fullPage: true });
      if (width === 360) await this.#fits(label, width);
    }
    // WCAG 1.4.10 (reflow).
    await page.setViewportSize({ width: 320, height: 740 });
    await this.#fits(label, 320);
    await page.setViewportSize({ width: 1280, height: 900 });
    await this.#accessible(label);
    const origin = new URL(page.url()).origin;
    const foreign = this.requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"));
    assert.deepEqual(foreign, [], `${label}: requests to elsewhere`);
  }

  async #accessible(label) {
    const page = this.javaScript ? this.page : await this.#withScripts();
    // The debugger puts axe in the page; the page's own policy stays as it is.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
    );
    const found = violations.map((v) => `${v.id}: ${v.help}\n   ${v.nodes.map((n) => n.html).join("\n   ")}`);
    assert.deepEqual(found, [], `${label}: accessibility`);
  }

  /** The page as it stands, in a browser that runs scripts: without them axe never ends. Those of the page itself stay away. */
  async #withScripts() {
    if (!this.twin) {
      const context = await this.page.context().browser().newContext({ locale: "nl-NL" });
      this.twin = await context.newPage();
    }
    const [url, body] = [this.page.url(), await this.page.content()];
    await this.twin.unrouteAll();
    await this.twin.route(/\.js(\?|$)/, (route) => route.abort());
    await this.twin.route((asked) => asked.href === url, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
    await this.twin.goto(url);
    return this.twin;
  }

  /** Nothing scrolls sideways, and what one presses or chooses is in sight, also in a table. */
  async #fits(label, width) {
    const { whole, outside } = await this.page.evaluate(() => {
      const controls = [...document.querySelectorAll("main :is(button, .utrecht-button-link, select, input:not([type=hidden]))")];
      const isOutside = (one) => !one.closest(".loket-sr") && !one.matches(".loket-sr") && one.getBoundingClientRect().right > innerWidth + 1;
      return { whole: document.documentElement.scrollWidth, outside: controls.filter(isOutside).map((one) => one.outerHTML) };
    });
    assert.ok(whole <= width, `${label}: scrolls sideways at ${width} px (${whole})`);
    assert.deepEqual(outside, [], `${label}: out of sight at ${width} px`);
  }

  async open(url) {
    const response = await this.page.goto(url);
    assert.ok(response.status() < 400, `${url} answers ${response.status()}`);
  }

  async press(name) {
    await this.page.getByRole("button", { name, exact: false }).first().click();
    await this.page.waitForLoadState("load");
  }

  /** Presses the main button of the form: the visible one, not the one that Enter presses. */
  async next() {
    await this.page.locator("main form button.utrecht-button--primary-action:not(.loket-sr)").first().click();
    await this.page.waitForLoadState("load");
  }

  async follow(name) {
    await this.page.locator("main").getByRole("link", { name, exact: false }).first().click();
    await this.page.waitForLoadState("load");
  }

  async fill(key, value) {
    await this.page.locator(`[name="${key}"]`).fill(value);
  }

  async choose(key, value) {
    await this.page.locator(`[name="${key}"][value="${value}"]`).check();
  }

  async attach(key, name, text) {
    await this.page.locator(`input[type=file][name="${key}"]`).setInputFiles({
      name, mimeType: "application/pdf", buffer: Buffer.from(text),
    });
  }

  async sees(text) {
    await this.page.getByText(text).first().waitFor({ state: "visible" });
  }

  async text() {
    return this.page.locator("main").innerText();
  }
}

/** A small but real PDF. */
export const samplePdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
