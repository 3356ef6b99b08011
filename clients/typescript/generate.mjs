// Makes src/generated.ts from the graph's schema and a folder of documents: node generate.mjs [SCHEMA] [OPERATIONS].
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescript from "@graphql-codegen/typescript";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse, validate } from "graphql";

const [schemaFile = "../../gateway/schema.graphql", operations = "../operations"] = process.argv.slice(2);
const text = readFileSync(schemaFile, "utf-8");
const schema = buildSchema(text);

const documents = readdirSync(operations).map((name) => {
  const document = parse(readFileSync(`${operations}/${name}`, "utf-8"));
  for (const error of validate(schema, document)) throw new Error(`${name}: ${error.message}`);
  return { location: name, document };
});

// Exact numbers stay texts: a float would not be the number. Dates and instants are texts in ISO 8601.
const scalars = { Decimal: "string", Date: "string", Instant: "string" };
const config = { scalars, strictScalars: true, enumsAsTypes: true, useTypeImports: true, onlyOperationTypes: true };

const generated = await codegen({
  filename: "src/generated.ts",
  schema: parse(text),
  schemaAst: schema,
  documents,
  config,
  plugins: [{ typescript: {} }, { typescriptOperations: {} }, { typedDocumentNode: {} }],
  pluginMap: { typescript, typescriptOperations, typedDocumentNode },
});
writeFileSync("src/generated.ts", generated);
