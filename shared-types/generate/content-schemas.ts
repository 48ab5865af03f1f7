/** The five contents' JSON schemas for Python: what a model is asked to answer is derived from them. */
import { z } from "zod";
import { STAGE_CONTENT } from "../content/stage-content.ts";
import { isTextPattern } from "../text.ts";
import { STAGES } from "../stages.ts";

/** {STAGE: JSON schema, draft 2020-12} as JSON text; what has a name is referred to in its $defs. */
export function contentSchemasJson(): string {
  const schemas = Object.fromEntries(
    STAGES.map((stage) => [
      stage,
      z.toJSONSchema(STAGE_CONTENT[stage], {
        reused: "inline",
        override: ({ jsonSchema }) => {
          delete jsonSchema.id;
          if (isTextPattern(jsonSchema.pattern ?? "")) delete jsonSchema.pattern;
        },
      }),
    ]),
  );
  return `${JSON.stringify(schemas, null, 2)}\n`;
}
