// The seven steps with two people, on both databases; the resident's part also without JavaScript. Every page that they see is
// checked by axe, at 360 pixels, and for requests to elsewhere.
import assert from "node:assert/strict";
import { onEachDatabase } from "./harness.mjs";
import { Person } from "./walk.mjs";
import { claimTask, doKlanttaak, logInStaff, makeBezwaar, openZaak, readLetter, waitForMails } from "./people.mjs";

for (const javaScript of [true, false]) {
  const how = javaScript ? "with" : "without";
  onEachDatabase(`the seven steps, resident ${how} JavaScript`, javaScript ? "js" : "nojs", (server, browser, folder) =>
    sevenSteps(server, browser, folder, javaScript),
  );
}

async function sevenSteps(server, browser, folder, javaScript) {
  const anne = await Person.start(browser, "anne", { folder, javaScript });
  const fatima = await Person.start(browser, "fatima", { folder });

  // 1 and 2: she applies; 3: she sees that it has arrived.
  const number = await makeBezwaar(anne, server);
  await anne.open(`${server.url}/mijn`);
  await anne.sees("Hallo, Anne");
  await anne.sees(number);
  await anne.look("home");
  await openZaak(anne, server, number);
  assert.match(await anne.text(), /Nu:\s*Geregistreerd/);
  await anne.look("zaak-geregistreerd");

  // 4: staff takes it and asks for more.
  await logInStaff(fatima, server, "Fatima Yilmaz");
  await fatima.look("werkvoorraad");
  await claimTask(fatima, server, number, "Neem bezwaar in behandeling");
  await fatima.sees("Naheffing parkeren");
  await fatima.choose("ontvankelijk", "ja");
  await fatima.choose("aanvullingNodig", "ja");
  await revealed(fatima, "aanvullingVraag");
  await fatima.fill("aanvullingVraag", "Hoe laat stond u daar?");
  await fatima.look("intake");
  await fatima.next();
  await fatima.page.goto(`${server.url}/werk/zaken`);
  await fatima.page.locator("tr", { hasText: number }).getByRole("link").first().click();
  await fatima.sees("In behandeling");
  await fatima.look("zaak");

  // 5: she sees the task and does it.
  await openZaak(anne, server, number);
  assert.match(await anne.text(), /Nu:\s*In behandeling/);
  await anne.look("zaak-in-behandeling");
  await doKlanttaak(anne, server);

  // 6: staff sees the answer and decides.
  await claimTask(fatima, server, number, "Beoordeel de aanvulling");
  await fatima.sees("Ik stond er van twee tot drie uur.");
  await fatima.choose("ontvankelijk", "ja");
  await fatima.look("aanvulling");
  await fatima.next();
  await claimTask(fatima, server, number, "Beslis op het bezwaar");
  await fatima.choose("uitkomst", "gegrond");
  await fatima.fill("motivering", "U had betaald. Dat blijkt uit uw bonnetje.");
  await fatima.look("beslissing");
  await fatima.next();
  await fatima.look("zaak-besloten");

  // 7: she sees the decision and downloads the letter.
  await openZaak(anne, server, number);
  const text = await anne.text();
  for (const status of ["Geregistreerd", "In behandeling", "Geaccepteerd", "Afgehandeld"]) assert.match(text, new RegExp(status));
  assert.match(text, /Beslissing op/);
  await anne.look("zaak-afgehandeld");
  await readLetter(anne, server, "Beslissing op uw bezwaar");

  await anne.open(`${server.url}/mijn/berichten`);
  await anne.look("berichten");
  await anne.page.locator("main a", { hasText: "Besluit" }).first().click();
  await anne.page.waitForLoadState("load");
  await anne.look("bericht");
  await anne.open(`${server.url}/mijn/zaken?toon=afgerond`);
  await anne.look("zaken-afgerond");
  for (const path of ["taken", "contact", "profiel", "profiel/wie-keek", "themas/parkeren", "zoeken?zoek=bezwaar"]) {
    await anne.open(`${server.url}/mijn/${path}`);
    await anne.look(path.replace(/\W/g, "-"));
  }
  await mailsArrived(browser, server, folder, number);
  await othersSeeNothing(browser, server, anne, number, folder);
}

/** Without a script on staff's page a question appears after the next press; with one, at once or then. */
async function revealed(person, key) {
  if (await person.page.locator(`[name="${key}"]`).count()) return;
  await person.next();
  await person.page.locator(`[name="${key}"]`).waitFor();
}

/** At every step a mail, without links, on the development page. */
async function mailsArrived(browser, server, folder, number) {
  const person = await waitForMails(browser, server, folder, [
    /uw bezwaar ontvangen/i,
    /iets van u nodig/i,
    /ontvangen wat wij nodig hadden/i,
    /veranderd/i,
    /is klaar/i,
    /bericht voor u klaar/i,
  ]);
  await person.page.locator("main a", { hasText: "veranderd" }).first().click();
  await person.page.waitForLoadState("load");
  await person.look("mail");
  assert.match(await person.text(), new RegExp(`kenmerk ${number} is`));
  await person.open(`${server.url}/beheer`);
  await person.look("beheer");
  for (const path of ["applicaties", "applicaties/nieuw", "abonnementen"]) {
    await person.open(`${server.url}/beheer/${path}`);
    await person.look(`beheer-${path.replace("/", "-")}`);
  }
}

/** Another resident, the same municipality: the same addresses lead nowhere. The other municipality: not even a session. */
async function othersSeeNothing(browser, server, anne, number, folder) {
  const links = () => anne.page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const found = [];
  for (const path of ["/mijn/berichten", "/mijn/taken"]) {
    await anne.open(`${server.url}${path}`);
    found.push(...(await links()));
  }
  await openZaak(anne, server, number);
  found.push(new URL(anne.page.url()).pathname, ...(await links()));
  const own = [...new Set(found)].filter((href) => /^\/mijn\/(zaken|taken|berichten)\/[0-9a-f-]{36}/.test(href ?? ""));
  for (const kind of [/zaken\/[^/]+$/, /documenten/, /taken/, /berichten/]) {
    assert.ok(own.some((href) => kind.test(href)), `${kind} is among ${own}`);
  }
  const other = await Person.start(browser, "ander", { folder });
  await other.open(`${server.url}/mijn`);
  await other.follow("Inloggen met DigiD");
  const buttons = other.page.getByRole("button", { name: /^Log in als (?!Anne)/ });
  await buttons.last().click();
  await other.page.waitForLoadState("load");
  for (const href of own) {
    const answer = await other.page.request.get(`${server.url}${href}`);
    assert.equal(answer.status(), 404, `${href} exists for another`);
  }
  // Her own cookie at the other municipality: there she is nobody.
  const headers = { host: new URL(server.otherUrl).host };
  for (const href of own) {
    const answer = await anne.page.request.get(`${server.url}${href}`, { headers, maxRedirects: 0 });
    assert.notEqual(answer.status(), 200, `${href} opens at the other municipality`);
  }
}
