// A municipality that was set up by hand, with real logins by OpenID Connect: residents, one who acts for another, and staff.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { onEachDatabase } from "./harness.mjs";
import { startProvider } from "./provider.mjs";
import { startReal } from "./server.mjs";
import { Person } from "./walk.mjs";

let provider;

const bouwsteen = (name) => fileURLToPath(new URL(`../../bouwstenen/${name}`, import.meta.url));
const setUp = [
  ["tenant", "add", "proefdorp", "--naam", "Proefdorp", "--rsin", "002564440", "--host", "localhost", "--afzender", "Proefdorp <loket@proefdorp.example>"],
  ["package", "install", bouwsteen("basis")],
  ["package", "install", bouwsteen("bezwaarschrift")],
];

/** The configuration of a municipality whose logins are those of the provider. */
async function configure(url) {
  provider = await startProvider([`${url}/inloggen/digid/terug`, `${url}/werk/inloggen/terug`]);
  const client = `issuer = "${provider.issuer}"\nclient_id = "loket"\nclient_secret = "geheim van loket: 100%"`;
  return `
[outbound]
allow = ["127.0.0.0/8"]

[login.burgers]
${client}
[login.burgers.claims]
niveau = "loa"
[login.burgers.claims.namens]
bsn = "voor.bsn"
naam = "voor.naam"
diensten = "voor.diensten"
zaaktypen = { bezwaar = ["BEZWAAR"] }

[login.medewerkers]
${client}
[login.medewerkers.claims]
rollen = { g-bezwaar = ["behandelaars"] }
`;
}

onEachDatabase("logging in by OpenID Connect", "inloggen", walk, (options) => startReal({ ...options, setUp, configure }));

async function walk(server, browser, folder) {
  try {
    await residents(server, browser, folder);
    await staff(server, browser, folder);
  } finally {
    await provider.stop();
  }
}

/** Says at the provider who one is, and that Loket may know. */
async function atProvider(person, account) {
  await person.page.locator('input[name="login"]').fill(account);
  await person.page.locator('input[name="password"]').fill("proef");
  await person.page.locator('button[type="submit"]').click();
  await person.page.waitForLoadState("load");
  const consent = person.page.getByRole("button", { name: "Continue" });
  if (await consent.count()) await consent.click();
  await person.page.waitForLoadState("load");
  backAtLoket(person);
}

/** What the pages of the provider asked for is no affair of ours. */
function backAtLoket(person) {
  person.requests.length = 0;
}

async function residents(server, browser, folder) {
  const anne = await Person.start(browser, "anne", { folder });
  await anne.open(`${server.url}/mijn`);
  await anne.look("inloggen");
  await anne.follow("Inloggen met DigiD");
  await atProvider(anne, "anne");
  await anne.sees("Hallo, Anne!");
  assert.equal(new URL(anne.page.url()).origin, server.url);
  await anne.open(`${server.url}/mijn/zaken`);
  await anne.press("Uitloggen");
  await anne.sees("U bent uitgelogd");

  // A code counts once, and only in the browser that asked for it.
  const stolen = await Person.start(browser, "dief", { folder });
  let answer;
  stolen.page.on("request", (request) => {
    if (request.url().includes("/inloggen/digid/terug")) answer = request.url();
  });
  await stolen.open(`${server.url}/inloggen`);
  await stolen.follow("Inloggen met DigiD");
  await atProvider(stolen, "anne");
  await stolen.sees("Hallo, Anne!");
  const other = await Person.start(browser, "ander", { folder });
  const refused = await other.page.goto(answer);
  assert.ok(refused.status() >= 400, "an answer is of no use in another browser");
  await other.open(server.url);
  const home = await other.page.request.get(`${server.url}/mijn`, { maxRedirects: 0 });
  assert.equal(home.status(), 303);

  const weak = await Person.start(browser, "zwak", { folder });
  await weak.open(`${server.url}/inloggen`);
  await weak.follow("Inloggen met DigiD");
  await atProvider(weak, "anne-sms");
  await weak.sees("niet veilig genoeg");

  const gone = await Person.start(browser, "gestopt", { folder });
  await gone.open(`${server.url}/inloggen`);
  await gone.follow("Inloggen met DigiD");
  await gone.page.getByRole("link", { name: /Cancel/ }).click();
  await gone.sees("U heeft het inloggen gestopt");
  backAtLoket(gone);
  await gone.look("gestopt");

  const karim = await Person.start(browser, "karim", { folder });
  await karim.open(`${server.url}/inloggen`);
  await karim.follow("namens iemand anders");
  await atProvider(karim, "karim");
  await karim.sees("U handelt namens Greta van Dongen");
}

async function staff(server, browser, folder) {
  const fatima = await Person.start(browser, "fatima", { folder });
  await fatima.open(`${server.url}/werk/zaken`);
  await atProvider(fatima, "fatima");
  assert.equal(fatima.page.url(), `${server.url}/werk/zaken`);
  await fatima.sees("Lopende zaken");
  await fatima.sees("Fatima Yilmaz");
  const beheer = await fatima.page.request.get(`${server.url}/beheer`);
  assert.ok(beheer.status() >= 400, "a handler is no administrator");

  const guest = await Person.start(browser, "bezoeker", { folder });
  await guest.open(`${server.url}/werk`);
  await atProvider(guest, "bezoeker");
  await guest.sees("U heeft nog geen toegang");
  await guest.look("geen-toegang");
}
