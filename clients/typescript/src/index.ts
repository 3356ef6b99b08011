// What the package offers: the client, and a typed document for each file in clients/operations/.
export { Biaochi, Refused, type Options, type Refusal } from "./client.js";
export * from "./generated.js";
