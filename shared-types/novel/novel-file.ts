/**
 * What `format=json` gives: the whole novel, one stage of it, or one chapter's packet. The schema is
 * published: docs/schemas/novel-file.schema.generated.json, and at `NOVEL_SCHEMA_PATH` of every studio.
 */
import { z } from "zod";
import { STAGE_CONTENT } from "../content/stage-content.ts";
import { novel } from "../foundation/novel.ts";
import { fieldOrigin } from "../session/proposal.ts";
import { uuid } from "../formats.ts";
import { STAGES, type Stage } from "../stages.ts";
import { isTextPattern } from "../text.ts";
import { language } from "../words.ts";
import { packetContent } from "./packet-json.ts";

export const NOVEL_SCHEMA_PATH = "/api/schemas/novel-file.schema.json";

const head = { $schema: z.url() };
const ofBook = { novel_id: uuid, edition: z.int().min(1), title: z.string(), language };

const wholeNovel = z.object({ ...head, kind: z.literal("novel"), ...novel.shape }).partial({
  brief: true,
  questions: true,
  checks: true,
  field_origins: true,
});

function stageFile<S extends Stage>(stage: S) {
  return z.object({
    ...head,
    kind: z.literal("stage"),
    ...ofBook,
    stage: z.literal(stage),
    content: STAGE_CONTENT[stage],
    field_origins: z.record(z.string(), fieldOrigin).optional(),
  });
}

const packetFile = z.object({
  ...head,
  kind: z.literal("packet"),
  ...ofBook,
  /** Some of the text is a sample. */
  has_sample: z.boolean(),
  packet: packetContent,
});

const novelFile = z.union([wholeNovel, ...STAGES.map(stageFile), packetFile]);

/** The schema of `novelFile`, draft 2020-12, as JSON text. */
export function novelFileSchemaJson(): string {
  const schema = z.toJSONSchema(novelFile, {
    reused: "inline",
    override: ({ jsonSchema }) => {
      delete jsonSchema.id;
      if (isTextPattern(jsonSchema.pattern ?? "")) delete jsonSchema.pattern;
    },
  });
  const named = { ...schema, title: "A novel's foundation, as Genesis Studio exports it" };
  return `${JSON.stringify(named, null, 2)}\n`;
}
