/**
 * `npm run generate` writes every generated file; with `-- --check` it writes nothing and fails
 * where a committed file differs from what its source says now.
 */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiTypes } from "./api-types.ts";
import { commandTableSql } from "./command-table-sql.ts";
import { openApiJson } from "./openapi.ts";
import { databaseFaultsJson } from "./database-faults.ts";
import { novelFileSchemaJson } from "../novel/novel-file.ts";
import { forbiddenAddressesJson } from "./forbidden-addresses.ts";
import { LANGUAGES, contentFieldsJson, fieldLabelsTs, fieldTablesTs } from "./content-fields.ts";
import { contentSchemasJson } from "./content-schemas.ts";
import { promptsTs } from "./prompts.ts";
import { pythonModels } from "./python-models.ts";
import { sqlAnswersPython } from "./sql-answers.ts";
import { transitionsSql } from "./transitions-sql.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const openapi = openApiJson();
  return new Map([
    ["sql/generated/command_table.sql", commandTableSql()],
    ["sql/functions/transitions/triggers.generated.sql", transitionsSql()],
    ["shared-types/http/openapi.generated.json", openapi],
    ["shared-types/http/api.generated.d.ts", await apiTypes(openapi)],
    ["shared-types/content/fields.generated.ts", fieldTablesTs()],
    ...LANGUAGES.map((language): [string, string] => [
      `shared-types/content/labels.${language}.generated.ts`,
      fieldLabelsTs(language),
    ]),
    ["docs/schemas/novel-file.schema.generated.json", novelFileSchemaJson()],
    ...(await Promise.all(
      LANGUAGES.map(
        async (language): Promise<[string, string]> => [
          `shared-types/prompts/prompts.${language}.generated.ts`,
          await promptsTs(root, language),
        ],
      ),
    )),
    ["shared-types/python/genesis_shared/content_fields.json", contentFieldsJson()],
    ["shared-types/python/genesis_shared/content_schemas.json", contentSchemasJson()],
    ["shared-types/python/genesis_shared/database_faults.json", databaseFaultsJson()],
    ["shared-types/python/genesis_shared/forbidden_addresses.json", forbiddenAddressesJson()],
    ["shared-types/python/genesis_shared/sql_answers.py", sqlAnswersPython()],
    ["shared-types/python/genesis_shared/models.py", await pythonModels(root)],
  ]);
}

async function current(path: string): Promise<string | null> {
  return readFile(join(root, path), "utf8").catch(() => null);
}

const isCheck = process.argv.includes("--check");
const differing: string[] = [];
for (const [path, text] of await generatedFiles()) {
  if ((await current(path)) === text) continue;
  differing.push(path);
  if (!isCheck) await writeFile(join(root, path), text);
}
if (isCheck && differing.length > 0) {
  console.error(`Out of date, run \`npm run generate\`:\n${differing.join("\n")}`);
  process.exitCode = 1;
} else {
  console.log(differing.length === 0 ? "Generated files are current." : differing.join("\n"));
}
