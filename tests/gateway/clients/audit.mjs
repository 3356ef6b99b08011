// The official audit of GraphQL over HTTP against a server: node audit.mjs URL TOKEN; one line of JSON for each audit.
import { serverAudits } from "graphql-http";

const [url, token] = process.argv.slice(2);

function fetchFn(address, given = {}) {
  const headers = new Headers(given.headers);
  headers.set("authorization", `Bearer ${token}`);
  return fetch(address, { ...given, headers });
}

for (const audit of serverAudits({ url, fetchFn })) {
  const { id, name, status, reason } = await audit.fn();
  console.log(JSON.stringify({ id, name, status, reason }));
}
