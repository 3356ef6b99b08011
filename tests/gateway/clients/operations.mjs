// A query, a wrong document and a subscription by an official client: node operations.mjs ws|sse ADDRESS TOKEN QUERY.
// One line of JSON for each; the subscription ends after its first event.
import { createClient as sse } from "graphql-sse";
import { createClient as ws } from "graphql-ws";
import WebSocket from "ws";

const [kind, address, token, subscription] = process.argv.slice(2);
const authorization = `Bearer ${token}`;
const client =
  kind === "ws"
    ? ws({ url: `ws://${address}/graphql`, webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 0 })
    : sse({ url: `http://${address}/graphql`, headers: { authorization }, retryAttempts: 0 });

async function all(query) {
  const found = [];
  for await (const one of client.iterate({ query })) found.push(one);
  return found;
}

function said(error) {
  return Array.isArray(error) ? error.map((one) => one.extensions.code) : String(error);
}

console.log(JSON.stringify({ query: await all("{ __typename }") }));
// One client rejects, the other hands the errors on: what the application sees is the code.
const wrong = await all("{ towns }").catch((error) => [{ errors: error }]);
console.log(JSON.stringify({ wrong: said(wrong[0].errors) }));
for await (const one of client.iterate({ query: subscription })) {
  console.log(JSON.stringify({ event: one }));
  break;
}
client.dispose();
