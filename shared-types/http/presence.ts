/** `…/presence`: in which windows of the account a book is open now. Nothing of it is kept. */
import { z } from "zod";
import { timestamp, uuid } from "../formats.ts";
import { stageName } from "../words.ts";

/** A window that is silent for longer is gone. */
export const PRESENCE_SECONDS = 30;

export const presenceRequest = z
  .object({
    /** The window's own, made when the book is opened in it. */
    window_id: uuid,
    /** The stage that is shown in it. */
    stage: stageName.optional(),
    is_editing: z.boolean().optional(),
    /** False when the book is closed, or nobody looks at the window. */
    is_open: z.boolean().optional(),
  })
  .strict()
  .meta({ id: "PresenceRequest" });

export const presence = z
  .object({
    /** The others, the last seen first. */
    windows: z.array(
      z.object({
        window_id: uuid,
        /** Such as `Firefox · Android`, of fixed words alone; null where it does not say. */
        device: z.string().nullable(),
        is_same_browser: z.boolean(),
        // No `.nullable()` on a schema with a name: the document would ask for both (tests/boundaries/validation.test.ts).
        stage: z.union([stageName, z.null()]),
        is_editing: z.boolean(),
        seen_at: timestamp,
      }),
    ),
  })
  .meta({ id: "Presence" });

export type Presence = z.infer<typeof presence>;
