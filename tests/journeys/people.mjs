// What the resident and the caseworker do, step by step. The words are those of the pages and of the bouwstenen.
import assert from "node:assert/strict";
import { Person, samplePdf } from "./walk.mjs";

/** Logs a resident in at the simulated DigiD. `choice` is the text of her button. */
export async function logInResident(person, choice) {
  await person.sees("Nagebootste DigiD");
  await person.look("digid");
  await person.page.getByRole("button", { name: choice, exact: true }).click();
  await person.page.waitForLoadState("load");
}

/** Logs a resident in from a page that asks for it. */
export async function logInAs(person, choice, forAnother = false) {
  await person.follow(forAnother ? "Inloggen voor iemand anders" : "Inloggen met DigiD");
  await person.sees("Nagebootste DigiD");
  await person.page.getByRole("button", { name: choice, exact: true }).click();
  await person.page.waitForLoadState("load");
}

/** Logs a member of staff in. */
export async function logInStaff(person, server, naam) {
  await person.open(`${server.url}/werk`);
  await person.sees("Nagebootste inlog voor medewerkers");
  await person.look("inloggen");
  await person.page.getByRole("button", { name: naam }).click();
  await person.page.waitForLoadState("load");
}

/** With a script a question that follows from an answer comes and goes without a press on a button; what was typed stays. */
async function seesTheQuestionAtOnce(person) {
  const { page } = person;
  const question = page.locator('[name="naamVertegenwoordigde"]');
  assert.equal(await question.count(), 0);
  await page.locator('[name="namensWie"][value="ander"]').check();
  await question.waitFor();
  assert.equal(await page.locator('[name="email"]').inputValue(), "anne@example.nl");
  assert.ok(await page.locator('[name="namensWie"][value="ander"]').evaluate((radio) => radio === document.activeElement));
  await question.fill("Piet");
  await person.look("namens-een-ander");
  await page.locator('[name="namensWie"][value="mijzelf"]').check();
  await question.waitFor({ state: "detached" });
}

/** Reads on the home what a product is, and goes on to its form. */
async function readProduct(person, title) {
  await person.follow(title);
  await person.sees("Wat is het?");
  await person.look("product");
  await person.page.locator("main a[href^='/formulieren/']").click();
  await person.page.waitForLoadState("load");
}

/** Fills in *Bezwaar maken* and returns the number of the zaak. */
export async function makeBezwaar(person, server, { choice = "Log in als Anne de Boer", represented } = {}) {
  await person.open(server.url);
  await person.look("welkom");
  await readProduct(person, "Bezwaar maken");
  await person.look("start");
  await person.follow(represented ? "Inloggen voor iemand anders" : "Inloggen met DigiD");
  await logInResident(person, choice);
  await person.look("start-ingelogd");
  await person.next();

  await person.sees(represented ? "Uw gegevens (machtiginggever)" : "Uw gegevens");
  if (represented) await person.sees(represented);
  // Nothing filled in: a summary at the top and a message at the field.
  await person.fill("email", "geen adres");
  await person.next();
  const summary = person.page.locator(".utrecht-alert--error");
  await summary.first().waitFor();
  assert.match(await summary.first().innerText(), /e-mail/i);
  assert.equal(await person.page.locator('[name="email"]').getAttribute("aria-invalid"), "true");
  await person.look("fout");
  await person.fill("email", "anne@example.nl");
  await person.fill("telefoonnummer", "0612345678");
  const whoFor = person.page.locator('[name="namensWie"][value="mijzelf"]');
  if (await whoFor.count()) {
    if (person.javaScript) await seesTheQuestionAtOnce(person);
    await whoFor.check();
  }
  await person.look("gegevens");
  await person.next();

  await person.fill("kenmerkBesluit", "DH-2026-0412");
  await fillDate(person, "datumBesluit", recentDay());
  await person.fill("onderwerpBesluit", "Naheffing parkeren");
  await person.look("besluit");
  await person.next();

  // Going back keeps the answers.
  await person.press("Vorige");
  assert.equal(await person.page.locator('[name="kenmerkBesluit"]').inputValue(), "DH-2026-0412");
  await person.next();
  await person.fill("gronden", "Ik had wel betaald. Het kaartje lag achter de voorruit.");
  await person.choose("hoorzitting", "nee");
  await person.choose("spoed", "nee");
  await person.attach("bijlagen", "parkeerkaartje.pdf", samplePdf);
  await person.look("reden");
  await person.next();

  await person.sees("DH-2026-0412");
  await person.sees("parkeerkaartje.pdf");
  await person.look("overzicht");
  for (const statement of await person.page.locator("main form input[type=checkbox]").all()) await statement.check();
  await person.next();
  await person.sees(/ZAAK-\d{4}-\d{10}/);
  await person.look("bevestiging");
  return (await person.text()).match(/ZAAK-\d{4}-\d{10}/)[0];
}

/** A day two weeks ago, as the form wants it. */
function recentDay() {
  return new Date(Date.now() - 14 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

async function fillDate(person, key, day) {
  const [year, month, date] = day.split("-");
  if (await person.page.locator(`[name="${key}"]`).count()) return person.fill(key, day);
  await person.fill(`${key}-day`, String(Number(date)));
  await person.fill(`${key}-month`, String(Number(month)));
  await person.fill(`${key}-year`, year);
}

/** Opens the zaak with this number in the portal. */
export async function openZaak(person, server, number) {
  await person.open(`${server.url}/mijn/zaken`);
  const link = person.page.locator("main a", { hasText: number }).or(person.page.locator(`main a[aria-label*="${number}"]`));
  if (!(await link.count())) await person.follow("Afgerond");
  await link.first().click();
  await person.page.waitForLoadState("load");
  await person.sees(number);
}

/** Claims the free task of a zaak and opens it. */
export async function claimTask(person, server, number, title) {
  await person.open(`${server.url}/werk/vrij`);
  const row = person.page.locator("tr", { hasText: number });
  if (await row.count()) {
    await person.look("vrije-taken");
    await row.getByRole("button").first().click();
    await person.page.waitForLoadState("load");
  }
  if (!(await person.page.locator("main h1", { hasText: title }).count())) {
    await person.open(`${server.url}/werk`);
    await person.page.locator("tr", { hasText: number }).getByRole("link", { name: title }).first().click();
    await person.page.waitForLoadState("load");
  }
  await person.sees(title);
}

/** Does the task that asks the resident for more. */
export async function doKlanttaak(person, server) {
  await person.open(`${server.url}/mijn`);
  await person.sees("Vul uw bezwaar aan");
  await person.look("home-met-taak");
  await person.page.locator("main a", { hasText: "Vul uw bezwaar aan" }).first().click();
  await person.page.waitForLoadState("load");
  await person.look("taak");
  await person.fill("aanvulling", "Ik stond er van twee tot drie uur.");
  await person.attach("aanvullingBijlagen", "bonnetje.pdf", samplePdf);
  await person.next();
  if (await person.page.locator('button[name="actie"][value="volgende"]').count()) await person.next();
  await person.look("taak-gedaan");
}

/** Applies for a parking permit and returns the number of the zaak. */
export async function applyForParking(person, server, { choice, cars }) {
  await person.open(server.url);
  await readProduct(person, "Parkeervergunning voor bewoners");
  await person.look("start");
  await person.follow("Inloggen met DigiD");
  await logInResident(person, choice);
  await person.next();
  await person.choose("ingeschreven", "ja");
  await person.fill("email", "bewoner@example.nl");
  await person.look("gegevens");
  await person.next();
  await person.fill("kenteken", "G-123-BB");
  await person.choose("kentekenOpNaam", "ja");
  await person.fill("aantalVoertuigen", String(cars));
  await person.look("auto");
  await person.next();
  await person.choose("eigenParkeerplaats", "nee");
  await fillDate(person, "ingangsdatum", new Date(Date.now() + 14 * 24 * 3600 * 1000).toISOString().slice(0, 10));
  await person.look("parkeren");
  await person.next();
  await person.look("overzicht");
  for (const statement of await person.page.locator("main form input[type=checkbox]").all()) await statement.check();
  await person.next();
  await person.sees(/ZAAK-\d{4}-\d{10}/);
  await person.look("bevestiging");
  return (await person.text()).match(/ZAAK-\d{4}-\d{10}/)[0];
}

/** Downloads a letter from the page of a zaak: a real PDF. */
export async function readLetter(person, server, title) {
  const letter = person.page.locator("section[aria-labelledby=besluit] a[download]", { hasText: title }).first();
  const answer = await person.page.request.get(new URL(await letter.getAttribute("href"), server.url).href);
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
}

/** Opens the development page of mails, as an administrator, once mails with these subjects are on it. */
export async function waitForMails(browser, server, folder, subjects) {
  const person = await Person.start(browser, "ingrid", { folder });
  await logInStaff(person, server, "Ingrid de Wit");
  const deadline = Date.now() + 15_000;
  let text = "";
  do {
    await person.open(`${server.url}/ontwikkel/mail`);
    text = await person.text();
    if (subjects.every((subject) => subject.test(text))) break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  } while (Date.now() < deadline);
  for (const subject of subjects) assert.match(text, subject);
  await person.look("mails");
  return person;
}
