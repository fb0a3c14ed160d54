// The second bouwsteen, without a line of code of its own: a decision table grants by itself, or staff decides.
import assert from "node:assert/strict";
import { onEachDatabase } from "./harness.mjs";
import { Person } from "./walk.mjs";
import { applyForParking, claimTask, logInStaff, openZaak, readLetter, waitForMails } from "./people.mjs";

onEachDatabase("a parking permit that is granted by itself", "parkeren-vanzelf", async (server, browser, folder) => {
  const anne = await Person.start(browser, "anne", { folder });
  const number = await applyForParking(anne, server, { choice: "Log in als Anne de Boer", cars: 1 });
  await openZaak(anne, server, number);
  const text = await anne.text();
  assert.match(text, /Afgehandeld/);
  assert.match(text, /vergunning/i);
  await anne.look("zaak");
  await readLetter(anne, server, /vergunning/i);
  await anne.open(`${server.url}/mijn/themas/parkeren`);
  await anne.sees(number);
  await anne.look("thema");

  const staff = await Person.start(browser, "joost", { folder });
  await logInStaff(staff, server, "Joost Bakker");
  await staff.open(`${server.url}/werk/vrij`);
  assert.doesNotMatch(await staff.text(), new RegExp(number), "nobody has to do anything");
  await staff.look("vrije-taken");
  const mails = await waitForMails(browser, server, folder, [/ontvangen/i, /bericht voor u klaar/i, /is klaar/i]);
  // In the order in which it went, the newest first.
  const subjects = (await mails.text()).match(/ontvangen|bericht voor u klaar|is klaar/gi);
  assert.deepEqual(subjects, ["is klaar", "bericht voor u klaar", "ontvangen"]);
});

onEachDatabase("a parking permit that staff decides on", "parkeren-medewerker", async (server, browser, folder) => {
  const sanne = await Person.start(browser, "sanne", { folder });
  const number = await applyForParking(sanne, server, { choice: "Log in als Sanne Vermeulen", cars: 2 });
  await openZaak(sanne, server, number);
  assert.match(await sanne.text(), /Nu:\s*In behandeling/);
  await sanne.look("zaak-in-behandeling");

  const joost = await Person.start(browser, "joost", { folder });
  await logInStaff(joost, server, "Joost Bakker");
  await claimTask(joost, server, number, "Beoordeel aanvraag");
  await joost.sees("Dit is de tweede auto op het adres");
  await joost.look("beoordeling");
  await joost.choose("oordeel", "weigeren");
  await joost.fill("motivering", "In uw straat is geen plaats meer.");
  await joost.next();
  await joost.open(`${server.url}/werk/zaken`);
  await joost.look("zaken");

  await openZaak(sanne, server, number);
  assert.match(await sanne.text(), /Afgehandeld/);
  await sanne.look("zaak-afgehandeld");
  await readLetter(sanne, server, /vergunning/i);
  await waitForMails(browser, server, folder, [/ontvangen/i, /veranderd/i, /klaar/i]);
});
