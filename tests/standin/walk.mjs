// Walk a Hub with the independent client @huggingface/hub and print each model as a line of JSON.
// Usage: node walk.mjs PACKAGE_FOLDER ENDPOINT OPTIONS_AS_JSON
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, hubUrl, options] = process.argv.slice(2);
const resolve = createRequire(join(folder, "package.json")).resolve;
const { listModels } = await import(pathToFileURL(resolve("@huggingface/hub")));

for await (const model of listModels({ hubUrl, ...JSON.parse(options) })) {
  console.log(JSON.stringify(model));
}
