// Who acts for somebody else: with a machtiging and as a bewindvoerder. The zaak is of whom it is about; both see it, others don't.
import assert from "node:assert/strict";
import { onEachDatabase } from "./harness.mjs";
import { Person } from "./walk.mjs";
import { logInAs, logInStaff, makeBezwaar, openZaak, waitForMails } from "./people.mjs";

const pairs = [
  {
    folder: "machtiging",
    representative: "Karim Benali",
    represented: "Greta van Dongen",
    choice: "Log in als Karim Benali, met een machtiging van Greta van Dongen",
  },
  {
    folder: "bewindvoering",
    representative: "Sanne Vermeulen",
    represented: "Pieter Hofstra",
    choice: "Log in als Sanne Vermeulen, als bewindvoerder van Pieter Hofstra",
  },
];

for (const pair of pairs) {
  onEachDatabase(`acting for another by ${pair.folder}`, pair.folder, (server, browser, folder) =>
    actingForAnother(server, browser, folder, pair),
  );
}

async function actingForAnother(server, browser, folder, { representative, represented, choice }) {
  const actor = await Person.start(browser, "gemachtigde", { folder });
  const number = await makeBezwaar(actor, server, { choice, represented });

  // On every page it says for whom; the zaak is in the list, and says whose it is.
  for (const path of ["", "/zaken", "/taken", "/berichten", "/contact", "/profiel"]) {
    await actor.open(`${server.url}/mijn${path}`);
    await actor.sees(`U handelt namens ${represented}`);
    await actor.look(`namens${path.replace("/", "-")}`);
  }
  await actor.open(`${server.url}/mijn/zaken`);
  await actor.sees(number);
  await openZaak(actor, server, number);
  await actor.look("namens-zaak");
  const zaak = new URL(actor.page.url()).pathname;

  // For oneself there is nothing: the zaak is not of who sent it.
  const alone = await Person.start(browser, "zichzelf", { folder });
  await alone.open(`${server.url}/mijn`);
  await logInAs(alone, `Log in als ${representative}`);
  await alone.open(`${server.url}/mijn/zaken`);
  assert.doesNotMatch(await alone.text(), new RegExp(number));
  assert.equal((await alone.page.request.get(`${server.url}${zaak}`)).status(), 404);

  // Whom it is about sees it too, and reads who looked.
  const owner = await Person.start(browser, "machtiginggever", { folder });
  await owner.open(`${server.url}/mijn`);
  await logInAs(owner, `Log in als ${represented}`);
  await owner.sees(number);
  await owner.look("home");
  await openZaak(owner, server, number);
  await owner.look("zaak");
  await owner.open(`${server.url}/mijn/profiel/wie-keek`);
  await owner.sees(`${representative}, namens u`);
  await owner.look("wie-keek");

  // Staff sees both, each with its part.
  const fatima = await Person.start(browser, "fatima", { folder });
  await logInStaff(fatima, server, "Fatima Yilmaz");
  await fatima.open(`${server.url}/werk/zaken`);
  await fatima.page.locator("tr", { hasText: number }).getByRole("link").first().click();
  await fatima.page.waitForLoadState("load");
  const involved = fatima.page.locator("section[aria-labelledby=betrokkenen]");
  for (const name of [representative, represented]) assert.match(await involved.innerText(), new RegExp(name));
  await fatima.look("zaak");

  // The address in the form is of who acts, and so is the name in the greeting.
  const mails = await waitForMails(browser, server, folder, [/ontvangen/i]);
  await mails.page.locator("main a", { hasText: "ontvangen" }).first().click();
  await mails.page.waitForLoadState("load");
  const mail = await mails.text();
  assert.match(mail, new RegExp(`Beste ${representative}`));
  assert.match(mail, /omdat u deze zaak namens iemand anders regelt/);
}
