// Prints the TypeScript for an OpenAPI document: node generate.mjs openapi.json
import { pathToFileURL } from 'node:url'
import openapi, { astToString } from 'openapi-typescript'

const [file] = process.argv.slice(2)
if (!file) throw new Error('usage: node generate.mjs openapi.json')
const types = await openapi(pathToFileURL(file), {
  alphabetize: true,
  rootTypes: false,
  defaultNonNullable: false,
})
process.stdout.write(
  `/** Made from openapi.json by script/gen: change the routes, not this file. */\n\n${astToString(types)}`,
)
