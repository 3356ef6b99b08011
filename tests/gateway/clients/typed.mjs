// What an integrator does with the built client: node typed.mjs PACKAGE ADDRESS TOKEN; one line of JSON for each step.
const [built, address, token] = process.argv.slice(2);
const { Biaochi, Refused, StandingsDocument, OrganizationDocument, StandingsChangedDocument } = await import(built);
const client = new Biaochi({ address, token: () => token });
const list = { city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3" };

const { standings } = await client.execute(StandingsDocument, list);
console.log(JSON.stringify({ totals: standings.edges.map(({ node }) => node.total) }));

const { organization } = await client.execute(OrganizationDocument, { city: "yangcheng", code: "B1" });
console.log(JSON.stringify({ parent: organization.parent.name }));

try {
  await client.execute(StandingsDocument, { ...list, index: "nothing" });
} catch (error) {
  console.log(JSON.stringify({ refused: error instanceof Refused, code: error.code }));
}

for await (const { standingsChanged } of client.subscribe(StandingsChangedDocument, list)) {
  console.log(JSON.stringify({ gone: standingsChanged.gone }));
  break;
}
await client.close();
