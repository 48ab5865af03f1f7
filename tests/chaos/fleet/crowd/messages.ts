/** What a run and the process of a region's crowd say to each other. */
import { z } from "zod";

/** A session, and what a request of its writer carries. */
const book = z.object({ id: z.uuid(), cookie: z.string() });
/** Milliseconds: the value that half and 99 % of them do not exceed, and the largest. */
const spread = z.object({ count: z.int(), p50: z.number(), p99: z.number(), longest: z.number() });
const answered = z.object({
  session: z.uuid(),
  version: z.int(),
  commandId: z.uuid().nullable(),
});

/** Each is answered with the kind of the same name. */
export const crowdMessage = z.discriminatedUnion("kind", [
  /** Begins so many books, at the region's edges by turns. */
  z.object({ kind: z.literal("begin"), edges: z.array(z.url()).min(1), books: z.int() }),
  /** A reader of each of these, of the same book several where it stands there several times. */
  z.object({ kind: z.literal("read"), books: z.array(book) }),
  /** Presses its own books in turn from now on. */
  z.object({ kind: z.literal("press"), perSecond: z.number() }),
  /** What writers and readers had to wait since this was asked last. */
  z.object({ kind: z.literal("look") }),
  /** No further press; answered once those under way are, and the books are given up. */
  z.object({ kind: z.literal("rest") }),
  /** What its readers have not been told, or not once, of books with so many events. */
  z.object({ kind: z.literal("behind"), lengths: z.record(z.uuid(), z.int()) }),
]);

export const crowdAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("begin"), books: z.array(book) }),
  z.object({ kind: z.literal("read") }),
  z.object({ kind: z.literal("press") }),
  z.object({ kind: z.literal("look"), pressed: spread, told: spread, connections: z.int() }),
  z.object({ kind: z.literal("rest"), answered: z.array(answered), faults: z.array(z.string()) }),
  z.object({ kind: z.literal("behind"), wrong: z.array(z.string()) }),
]);

export type Book = z.infer<typeof book>;
export type Spread = z.infer<typeof spread>;
/** What a writer was told that the log has. */
export type Answered = z.infer<typeof answered>;
export type CrowdMessage = z.infer<typeof crowdMessage>;
export type CrowdAnswer = z.infer<typeof crowdAnswer>;
