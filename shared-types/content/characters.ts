/** CHARACTERS 角色: the cast, and what stands between them. */
import { z } from "zod";
import { LINE, PARAGRAPH, SENTENCE, itemId, itemRef, text } from "../text.ts";
import { head } from "./head.ts";

export const character = z
  .object({
    id: itemId,
    name: text(LINE),
    aliases: z.array(text(LINE).meta({ id: "Alias" })).max(12),
    role: text(SENTENCE),
    age: text(LINE),
    gender: text(LINE).optional(),
    /** One visible detail. */
    sign: text(SENTENCE),
    want: text(SENTENCE),
    need: text(SENTENCE),
    misbelief: text(SENTENCE),
    strength: text(SENTENCE),
    flaw: text(SENTENCE),
    secret: text(SENTENCE),
    voice: z
      .object({ description: text(SENTENCE), line: text(SENTENCE) })
      .strict()
      .meta({ id: "CharacterVoice" }),
    arc: z
      .object({ start: text(SENTENCE), turn: text(SENTENCE), end: text(SENTENCE) })
      .strict()
      .meta({ id: "CharacterArc" }),
    /** A faction of the accepted world. */
    faction_id: itemRef.optional(),
  })
  .strict()
  .meta({ id: "Character" });

export const relation = z
  .object({
    id: itemId,
    /** Characters' ids. */
    from: itemRef,
    to: itemRef,
    kind: text(LINE),
    surface: text(PARAGRAPH),
    truth: text(PARAGRAPH),
    change: text(PARAGRAPH),
  })
  .strict()
  .meta({ id: "Relation" });

export const charactersContent = z
  .object({
    ...head,
    characters: z.array(character).min(2).max(12),
    relations: z.array(relation).max(60),
  })
  .strict()
  .meta({ id: "CharactersContent" });

export type CharactersContent = z.infer<typeof charactersContent>;
