/** The Pydantic package: zod's registry as JSON schema, then datamodel-code-generator. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { COMMAND_PAYLOADS } from "../commands/command-payloads.ts";
import { STAGE_CONTENT } from "../content/stage-content.ts";
import { EVENT_PAYLOADS, domainEvent } from "../events/events.ts";
import { sessionState } from "../session/state.ts";
import { TEXT_PATTERNS, isTextPattern } from "../text.ts";
import { TABLES } from "../tables/all.ts";
import { failureCode } from "../words.ts";
import { commandType } from "../commands/command-type.ts";

const run = promisify(execFile);

/** Named models only: what they are made of comes along by reference. */
function roots(): readonly z.ZodType[] {
  return [
    ...Object.values(STAGE_CONTENT),
    ...Object.values(TABLES),
    ...Object.values(COMMAND_PAYLOADS),
    ...Object.values(EVENT_PAYLOADS),
    domainEvent,
    sessionState,
    commandType,
    failureCode,
  ];
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * One document with a definition a model. `pg_type` is for the catalogue's test; `pattern` beside
 * `format` would make the generator prefer a constrained string over UUID and datetime.
 */
function modelSchemas(): JsonSchema {
  const registry = z.registry<{ id: string }>();
  for (const schema of roots()) {
    const id = schema.meta()?.id;
    if (id === undefined) throw new Error("every root model needs a name: .meta({ id })");
    registry.add(schema, { id });
  }
  const definitions: Record<string, JsonSchema> = {};
  for (const schema of roots()) {
    const {
      $schema: _,
      $ref: __,
      $defs,
      ...rest
    } = z.toJSONSchema(schema, {
      io: "output",
      override: ({ jsonSchema }) => {
        delete jsonSchema.pg_type;
        delete jsonSchema.id;
        if (jsonSchema.pattern === TEXT_PATTERNS.pointer) delete jsonSchema.maxLength;
        if (jsonSchema.format !== undefined || isTextPattern(jsonSchema.pattern ?? "")) {
          delete jsonSchema.pattern;
        }
        delete jsonSchema.dependentRequired;
      },
    });
    Object.assign(definitions, $defs);
    const id = schema.meta()?.id;
    if (id !== undefined && definitions[id] === undefined) definitions[id] = rest;
  }
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "GenesisShared",
    type: "object",
    properties: Object.fromEntries(
      Object.keys(definitions)
        .sort()
        .map((id) => [id, { $ref: `#/$defs/${id}` }]),
    ),
    $defs: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The text of shared-types/python/genesis_shared/models.py; needs the Python environment with dev packages. */
export async function pythonModels(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "genesis-models-"));
  try {
    const input = join(folder, "schema.json");
    const output = join(folder, "models.py");
    await writeFile(input, JSON.stringify(modelSchemas()));
    await run(join(root, ".venv/bin/datamodel-codegen"), [
      ...["--input", input, "--input-file-type", "jsonschema", "--output", output],
      ...["--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11"],
      ...["--disable-timestamp", "--use-standard-collections", "--use-union-operator"],
      ...["--use-annotated", "--field-constraints", "--enum-field-as-literal", "none"],
      ...["--collapse-root-models", "--formatters", "ruff-format"],
      ...[
        "--custom-file-header",
        "# Generated from shared-types/*.ts by `npm run generate`. Do not edit.",
      ],
    ]);
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}
