// CPU of the same requests as `benchmarks.gateway_share`, over data in memory, in GraphQL Yoga and Mercurius with
// graphql-jit. Reads {sdl, requests, rows} as JSON from its input; writes {name: {yoga, mercurius}} in milliseconds.
import { readFileSync } from 'node:fs'
import { useGraphQlJit } from '@envelop/graphql-jit'
import Fastify from 'fastify'
import { createSchema, createYoga } from 'graphql-yoga'
import mercurius from 'mercurius'

const { sdl, requests, rows } = JSON.parse(readFileSync(0, 'utf8'))
const subjects = new Map(rows.map((row) => [row.code, { ...row.subject, __typename: 'Organization' }]))
const connection = (items) => ({ totalCount: items.length, edges: items.map((node) => ({ cursor: node.id, node })) })
const resolvers = {
  Query: {
    standings: async () => connection(rows),
    organizations: async () => connection([...subjects.values()]),
  },
  Standing: { subject: async (standing) => subjects.get(standing.code) },
  Subject: { __resolveType: () => 'Organization' },
}
const yoga = createYoga({ schema: createSchema({ typeDefs: sdl, resolvers }), plugins: [useGraphQlJit()], logging: false })
const app = Fastify()
app.register(mercurius, { schema: sdl, resolvers: { ...resolvers, Subject: { resolveType: () => 'Organization' } }, jit: 1 })
await app.ready()

const ways = {
  yoga: async (query) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await yoga.fetch('http://here/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) })
    return await answer.text()
  },
  mercurius: async (query) => JSON.stringify(await app.graphql(query)),
}
const found = {}
for (const [name, query] of Object.entries(requests)) {
  found[name] = {}
  for (const [way, respond] of Object.entries(ways)) {
    if (JSON.parse(await respond(query)).errors) throw new Error(`${way}: ${await respond(query)}`)
    for (let i = 0; i < 200; i++) await respond(query)
    let best = Infinity
    for (let round = 0; round < 12; round++) {
      const begun = process.cpuUsage()
      for (let i = 0; i < 50; i++) await respond(query)
      const used = process.cpuUsage(begun)
      best = Math.min(best, (used.user + used.system) / 50 / 1000)
    }
    found[name][way] = best
  }
}
console.log(JSON.stringify(found))
await app.close()
