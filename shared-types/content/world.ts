/** WORLDVIEW 世界观: rules with their cost, places with their use, secrets with their reveal. */
import { z } from "zod";
import { LINE, PARAGRAPH, SENTENCE, itemId, itemRef, text } from "../text.ts";
import { head } from "./head.ts";

export const worldContent = z
  .object({
    ...head,
    time_place: text(PARAGRAPH),
    daily_life: text(PARAGRAPH),
    /** In a realistic book: social rules. */
    rules: z
      .array(
        z
          .object({ id: itemId, rule: text(SENTENCE), cost: text(SENTENCE), limit: text(SENTENCE) })
          .strict()
          .meta({ id: "WorldRule" }),
      )
      .min(3)
      .max(7),
    /** 境界 */
    power_levels: z
      .array(
        z
          .object({ id: itemId, name: text(LINE), gain: text(SENTENCE), price: text(SENTENCE) })
          .strict()
          .meta({ id: "PowerLevel" }),
      )
      .max(30)
      .optional(),
    factions: z
      .array(
        z
          .object({
            id: itemId,
            name: text(LINE),
            wants: text(SENTENCE),
            holds: text(SENTENCE),
            /** Other factions' ids. */
            against: z.array(itemRef).max(30),
          })
          .strict()
          .meta({ id: "Faction" }),
      )
      .max(30),
    places: z
      .array(
        z
          .object({
            id: itemId,
            name: text(LINE),
            sense: text(SENTENCE),
            story_use: text(SENTENCE),
          })
          .strict()
          .meta({ id: "Place" }),
      )
      .min(3)
      .max(8),
    history: z
      .array(
        z
          .object({ id: itemId, when: text(LINE), event: text(SENTENCE), scar: text(SENTENCE) })
          .strict()
          .meta({ id: "HistoryEvent" }),
      )
      .max(30),
    secrets: z
      .array(
        z
          .object({
            id: itemId,
            truth: text(SENTENCE),
            known_by: text(SENTENCE),
            reveal: text(SENTENCE),
          })
          .strict()
          .meta({ id: "WorldSecret" }),
      )
      .max(30),
    glossary: z
      .array(
        z
          .object({ id: itemId, term: text(LINE), meaning: text(SENTENCE) })
          .strict()
          .meta({ id: "GlossaryEntry" }),
      )
      .max(60),
  })
  .strict()
  .meta({ id: "WorldContent" });

export type WorldContent = z.infer<typeof worldContent>;
