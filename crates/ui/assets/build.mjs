// Builds dist/: one stylesheet, one small file and one mark for each theme, two scripts and the icons. Run `npm ci` first.
// The stylesheet holds only rules whose classes are written out in a template (crates/*/templates), and only custom
// properties that a kept rule reads. Each theme holds only the properties that the stylesheet reads, directly or by another.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import * as esbuild from "esbuild-wasm";
import postcss from "postcss";

const here = dirname(fileURLToPath(import.meta.url));
const crates = join(here, "..", "..");
const dist = join(here, "dist");
const modules = join(here, "node_modules");
const targets = ["chrome111", "edge111", "firefox115", "safari16.4"];

// Order: base, text, form, components, own layout. Tokens are in the themes.
const utrecht = [
  "root", "body", "document", "skip-link", "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "link-list",
  "unordered-list", "button", "button-link", "button-group", "breadcrumb-nav", "form-field", "form-label",
  "form-field-description", "form-field-error-message", "form-fieldset", "textbox", "textarea", "select",
  "alert", "table", "status-badge", "page-footer",
];
const candidate = ["paragraph", "link", "number-badge", "data-badge"];
const denhaag = [
  "side-navigation", "card", "action", "file", "step-marker", "process-steps", "contact-timeline", "descriptionlist",
];
const sources = [
  ...utrecht.map((name) => `${modules}/@utrecht/${name}-css/dist/index.css`),
  ...candidate.map((name) => `${modules}/@nl-design-system-candidate/${name}-css/dist/${name}.css`),
  ...denhaag.map((name) => `${modules}/@gemeente-denhaag/${name}/dist/index.css`),
  `${here}/src/loket.css`,
];

// The foreign themes lean on Den Haag's component tokens where they set none of their own; the bridge gives these their colours.
const denhaagTokens = `${modules}/@gemeente-denhaag/design-tokens-components/dist/theme/index.css`;
const voorbeeldTokens = `${modules}/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css`;
const shared = `${here}/src/themes/basis.css`;
const themes = {
  loket: [denhaagTokens, shared, `${here}/src/themes/loket.css`],
  denhaag: [denhaagTokens, shared, `${here}/src/themes/denhaag.css`],
  voorbeeld: [denhaagTokens, voorbeeldTokens, shared, `${here}/src/themes/voorbeeld.css`],
};

const icons = [
  "alert-circle", "alert-triangle", "arrow-left", "arrow-right", "bell", "building", "calendar", "check", "chevron-down",
  "chevron-up", "circle-check", "clock", "credit-card", "download", "edit", "external-link", "eye", "file-text", "files",
  "filter", "folder", "home", "info-circle", "list-check", "lock", "mail", "map-pin", "menu-2", "message-circle", "paperclip",
  "parking", "phone", "plus", "printer", "refresh", "search", "send", "settings", "trash", "upload", "user", "users", "x",
];

/** The packages of which a part is in the result; their licences are in licences.txt. */
const bundled = new Set([
  ...utrecht.map((name) => `@utrecht/${name}-css`),
  ...candidate.map((name) => `@nl-design-system-candidate/${name}-css`),
  ...denhaag.map((name) => `@gemeente-denhaag/${name}`),
  "@gemeente-denhaag/design-tokens-components", "@nl-design-system-unstable/voorbeeld-design-tokens", "@tabler/icons",
]);
// ISC (one package, below bpmn-js) gives and asks the same as MIT.
const allowedLicences = ["EUPL-1.2", "MIT", "Apache-2.0", "ISC"];

const read = (path) => readFileSync(path, "utf8");

function* walk(folder, ending) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path, ending);
    else if (name.endsWith(ending)) yield path;
  }
}

/** Every word of every template and script that could be a class. Classes are written out, so this never misses one. */
function usedWords() {
  const words = new Set(["denhaag-icon"]);
  const files = readdirSync(crates).flatMap((crate) => [...walk(join(crates, crate, "templates"), ".html")]);
  for (const file of [...files, ...walk(join(here, "src"), ".js")]) {
    for (const [word] of read(file).matchAll(/[A-Za-z][\w-]*/g)) words.add(word);
  }
  return words;
}

const variables = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);

/** Whether each class in the selector is used; classes inside :not() only exclude. */
function isUsed(selector, words) {
  const required = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...required.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].every((match) => words.has(match[1]));
}

function purge(root, words) {
  root.walkRules((rule) => {
    if (rule.parent.type === "atrule" && rule.parent.name.endsWith("keyframes")) return;
    const kept = rule.selectors.filter((selector) => isUsed(selector, words));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  root.walkComments((comment) => comment.remove());
  for (let removed = true; removed; ) {
    removed = false;
    const readNames = new Set();
    root.walkDecls((decl) => variables(decl.value).forEach((name) => readNames.add(name)));
    root.walkDecls(/^--/, (decl) => {
      if (!readNames.has(decl.prop)) {
        decl.remove();
        removed = true;
      }
    });
    root.walk((node) => {
      if ((node.type === "rule" || (node.type === "atrule" && node.nodes)) && node.nodes.length === 0) {
        node.remove();
        removed = true;
      }
    });
  }
}

/**
 * Some hundreds of properties are read but set by no theme that we ship: `var(--a, x)` becomes `x`, and a declaration
 * that has nothing else is dropped. A municipality's own theme can set what these themes set.
 */
function dropUnset(root) {
  const set = new Set();
  for (const file of new Set(Object.values(themes).flat())) {
    for (const [, name] of read(file).matchAll(/(--[\w-]+)\s*:/g)) set.add(name);
  }
  root.walkDecls(/^--/, (decl) => set.add(decl.prop));
  root.walkDecls((decl) => {
    const value = resolve(decl.value, set);
    if (value === null) decl.remove();
    else decl.value = value;
  });
}

/** The value without properties that are never set, or null if nothing is left to compute it from. */
function resolve(value, set) {
  let result = "";
  for (let index = 0; index < value.length; ) {
    const start = value.indexOf("var(", index);
    if (start < 0) return result + value.slice(index);
    let depth = 0;
    let end = start + 3;
    do {
      if (value[end] === "(") depth += 1;
      if (value[end] === ")") depth -= 1;
      end += 1;
    } while (depth > 0);
    const inner = value.slice(start + 4, end - 1);
    const comma = inner.indexOf(",");
    const name = (comma < 0 ? inner : inner.slice(0, comma)).trim();
    const fallback = comma < 0 ? null : resolve(inner.slice(comma + 1).trim(), set);
    result += value.slice(index, start);
    if (set.has(name)) result += fallback === null ? `var(${name})` : `var(${name}, ${fallback})`;
    else if (fallback === null) return null;
    else result += fallback;
    index = end;
  }
  return result;
}

/** The properties of a theme that are read, under one class. Later files win. Other rules of our own files are kept. */
function buildTheme(name, files, read0) {
  const values = new Map();
  const extra = [];
  for (const file of files) {
    postcss.parse(read(file)).walkRules((rule) => {
      if (rule.parent.type === "root" && /^\.[\w-]+-theme$/.test(rule.selector)) {
        rule.walkDecls((decl) => {
          if (decl.prop.startsWith("--")) values.set(decl.prop, decl.value);
          else extra.push(`.${name}-theme{${decl.toString()}}`);
        });
      } else if (file.includes("/src/themes/")) {
        extra.push(rule.toString());
      }
    });
  }
  const needed = new Set();
  const queue = [...read0, ...extra.flatMap(variables)];
  while (queue.length > 0) {
    const next = queue.pop();
    if (needed.has(next) || !values.has(next)) continue;
    needed.add(next);
    queue.push(...variables(values.get(next)));
  }
  // Nobody builds on the demonstration theme, so its layers of names are written out.
  if (name === "voorbeeld") {
    const flat = (value, depth = 0) =>
      value.replace(/var\(\s*(--[\w-]+)\s*\)/g, (text, prop) => (values.has(prop) && depth < 20 ? flat(values.get(prop), depth + 1) : text));
    const direct = new Set([...read0, ...extra.flatMap(variables)]);
    for (const prop of needed) {
      if (direct.has(prop)) values.set(prop, flat(values.get(prop)));
      else needed.delete(prop);
    }
  }
  const declarations = [...needed].sort().map((prop) => `${prop}:${values.get(prop)}`);
  return `.${name}-theme{${declarations.join(";")}}\n${extra.join("\n")}`;
}

/** The mark on the tab of a browser: a counter below an awning, in the colour of the theme. */
function mark(name, files) {
  const values = new Map();
  for (const file of files) postcss.parse(read(file)).walkDecls(/^--/, (decl) => values.set(decl.prop, decl.value));
  let colour = "var(--loket-brand)";
  for (let depth = 0; depth < 20 && colour.startsWith("var("); depth += 1) colour = values.get(variables(colour)[0]) ?? "#154273";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${colour}"/><path fill="#fff" d="M6 8h20v6a3.3 3.3 0 0 1-6.7 0 3.3 3.3 0 0 1-6.6 0A3.3 3.3 0 0 1 6 14zM8 19h16v6H8z"/></svg>`;
}

/** Short names for the properties that packages use inside themselves (`--_…`): no theme sets these. */
function shorten(css) {
  const names = new Map();
  return css.replace(/--_[\w-]+/g, (name) => {
    if (!names.has(name)) names.set(name, `--_${names.size.toString(36)}`);
    return names.get(name);
  });
}

async function minifyCss(css) {
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: targets, legalComments: "none" });
  return code.trim();
}

async function bundle(entry, loader) {
  const result = await esbuild.build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: targets,
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    loader,
  });
  for (const input of Object.keys(result.metafile.inputs)) {
    const match = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
    if (match) bundled.add(match[1]);
  }
  return result.outputFiles[0].text;
}

/** The shapes inside the SVG, without Tabler's invisible frame. */
function iconShapes(name) {
  const svg = read(`${modules}/@tabler/icons/icons/outline/${name}.svg`);
  const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return inner.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").replace(/> </g, "><").replace(/ \/>/g, "/>").trim();
}

const words = usedWords();
const root = postcss.root();
for (const source of sources) {
  if (!existsSync(source)) throw new Error(`missing ${source}; run npm ci`);
  root.append(postcss.parse(read(source), { from: source }));
}
root.walkAtRules("charset", (rule) => rule.remove());
// Below this width the package turns cards into a list of its own; ours stay cards.
root.walkAtRules("media", (rule) => {
  if (rule.params === "(width <= 480px)" && rule.toString().includes("denhaag-case-card")) rule.remove();
});
purge(root, words);
for (let size = 0; size !== root.toString().length; ) {
  size = root.toString().length;
  dropUnset(root);
  purge(root, words);
}
const readNames = new Set();
root.walkDecls((decl) => variables(decl.value).forEach((name) => readNames.add(name)));

const files = {
  "loket.css": await minifyCss(shorten(root.toString())),
  "loket.js": await bundle("loket.js"),
  "workplace.js": await bundle("workplace.js"),
  "workplace.css": await bundle("workplace.css", {}),
};
for (const [name, parts] of Object.entries(themes)) {
  files[`theme-${name}.css`] = await minifyCss(buildTheme(name, parts, readNames));
  files[`icon-${name}.svg`] = mark(name, parts);
}

/** One notice for each package, with its licence text where the package has one; an unknown licence stops the build. */
function licences() {
  return [...bundled].sort().map((name) => {
    const { version, license } = JSON.parse(read(join(modules, name, "package.json")));
    // bpmn-js: the MIT licence plus the duty to keep its mark in drawings visible.
    if (!allowedLicences.includes(license) && name !== "bpmn-js") throw new Error(`${name} has the licence ${license}`);
    const file = readdirSync(join(modules, name)).find((file) => /^licen[cs]e/i.test(file));
    const text = file && license !== "EUPL-1.2" ? `\n\n${read(join(modules, name, file)).trim()}` : "";
    return `${name} ${version}: ${license === "SEE LICENSE IN LICENSE" ? "see below" : license}${text}\n`;
  }).join("\n");
}
files["licences.txt"] = licences();

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const compress = (text) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
const manifest = {};
const sizes = {};
for (const [name, text] of Object.entries(files)) {
  const compressed = compress(text);
  manifest[name] = { hash: createHash("sha256").update(text).digest("hex").slice(0, 16) };
  sizes[name] = [Buffer.byteLength(text), compressed.length];
  writeFileSync(join(dist, name), text);
  writeFileSync(join(dist, `${name}.br`), compressed);
  console.log(`${name.padEnd(22)} ${kb(sizes[name][0])}  brotli ${kb(compressed.length)}`);
}
const classes = new Set();
root.walkRules((rule) => {
  for (const match of rule.selector.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)) classes.add(match[1]);
});
writeFileSync(join(dist, "icons.json"), JSON.stringify(Object.fromEntries(icons.map((name) => [name, iconShapes(name)]))));
writeFileSync(join(dist, "classes.json"), JSON.stringify([...classes].sort()));
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1));

const page = ["loket.css", "loket.js", "theme-loket.css"];
const [raw, compressed] = [0, 1].map((index) => page.reduce((sum, name) => sum + sizes[name][index], 0));
console.log(`${"each page (no HTML)".padEnd(22)} ${kb(raw)}  brotli ${kb(compressed)}`);
