/**
 * The novel that FINISH_GENESIS makes: the five accepted contents as one document, with what
 * follows from them, as `GET /novels/{novel_id}` answers it.
 */
import { z } from "zod";
import { CHECK_CODES } from "./check.ts";
import { charactersContent } from "../content/characters.ts";
import { openQuestion } from "../content/head.ts";
import { conceptContent } from "../content/concept.ts";
import { plotContent } from "../content/plot.ts";
import { storyContent, storyForm } from "../content/story.ts";
import { worldContent } from "../content/world.ts";
import { fieldOrigin } from "../session/proposal.ts";
import { timestamp, uuid } from "../formats.ts";
import { brief, question, series, usage } from "../session/state.ts";
import { language } from "../words.ts";

const checkCode = z.enum(CHECK_CODES).meta({ id: "CheckCode" });

export const check = z
  .object({
    code: checkCode,
    /** RFC 6901 pointers into the novel, such as `/characters/characters/2`; the first is where to go. */
    pointers: z.array(z.string()).min(1),
  })
  .meta({ id: "Check" });

export const novel = z
  .object({
    novel_id: uuid,
    session_id: uuid,
    /** 1 at first; finishing a reopened session again adds one and keeps `novel_id`. */
    edition: z.int().min(1),
    title: z.string(),
    language,
    form: storyForm,
    blurb: z.string(),
    tags: z.array(z.string()),
    concept: conceptContent,
    story: storyContent,
    world: worldContent,
    characters: charactersContent,
    outline: plotContent,
    /** What nobody has answered, in the order of the stages, each once. */
    open_questions: z.array(openQuestion),
    /** The writer's words, as they were written. */
    brief,
    /** Every question of the book, and what was decided on it. */
    questions: z.array(question),
    series: series.nullable(),
    checks: z.array(check),
    /** Pointer into the novel, such as `/world/rules/0/cost` → where that text is from. */
    field_origins: z.record(z.string(), fieldOrigin),
    usage,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: "Novel" });

export type Novel = z.infer<typeof novel>;
