/**
 * Leaves in package.json what serving and building need, for `deno task packages`: Deno 2.9 installs the
 * tests' packages too, whatever it is told. For a checkout that is deployed; git knows what was there.
 */
import { readFileSync, writeFileSync } from "node:fs";

const { devDependencies, optionalDependencies, ...kept } = JSON.parse(
  readFileSync("package.json", "utf8"),
);
writeFileSync("package.json", `${JSON.stringify(kept, null, 2)}\n`);
const left = Object.keys({ ...devDependencies, ...optionalDependencies }).length;
process.stdout.write(`package.json: ${left} packages of the tests and of Node.js are left out\n`);
