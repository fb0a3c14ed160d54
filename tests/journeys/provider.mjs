// A real OpenID provider (oidc-provider, certified by the OpenID Foundation) that stands in for the broker of DigiD and the login of staff.
// Its own development pages ask who one is; the account name chooses the person.
import { createServer } from "node:http";
import Provider from "oidc-provider";

/** What the provider knows of each account. */
const accounts = {
  anne: { bsn: "999900109", name: "Anne de Boer", loa: "substantieel" },
  "anne-sms": { bsn: "999900109", name: "Anne de Boer", loa: "basis" },
  karim: { bsn: "999991711", name: "Karim Benali", loa: "20", voor: { bsn: "999990858", naam: "Greta van Dongen", diensten: ["bezwaar"] } },
  fatima: { preferred_username: "fatima.yilmaz", name: "Fatima Yilmaz", groups: ["g-bezwaar"] },
  bezoeker: { preferred_username: "bezoeker", name: "Een Bezoeker", groups: ["g-anders"] },
};

/** Starts the provider; `redirects` are the addresses that logins may come back to. */
export async function startProvider(redirects) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "loket", client_secret: "geheim van loket: 100%", redirect_uris: redirects }],
    claims: { openid: ["sub", "bsn", "name", "loa", "voor", "preferred_username", "groups"] },
    cookies: { keys: ["journey"] },
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...accounts[accountId] }) }),
  });
  server.on("request", provider.callback());
  return { issuer, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
