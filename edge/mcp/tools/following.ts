/** Following a book: the events after a version, waited for a while. */
import { z } from "zod";
import { pause } from "#runtime/work/pause.ts";
import { readState } from "../session.ts";
import { type ToolAnswer, answerOf, refused, said, tool } from "../tool.ts";
import { bookId } from "./reading.ts";

/** Shorter than a proxy's patience with a silent answer. */
const LONGEST_WAIT_SECONDS = 25;
const ASKED_EVERY_MS = 1_000;
const AT_ONCE = 50;
/** Of one answer, which is a model's to read; a single event comes whole. */
const MOST_CHARACTERS = 128 * 1024;

const page = z.looseObject({
  events: z.array(z.looseObject({ version: z.int() })),
  next: z.int().nullable(),
});

export const followBook = tool(
  {
    name: "follow_book",
    title: "Follow a book",
    description:
      "What has happened in a book after `after`, the version of the last event that is known; waits up to `wait_seconds` for something. Where `next` is no null there is more: ask again with it as `after`. Without `after`: the version as of now. A generation has ended with genesis.proposal.ready, genesis.command.failed or genesis.command.cancelled.",
    isReading: true,
  },
  z
    .object({
      session_id: bookId,
      after: z.int().min(0).optional(),
      wait_seconds: z.int().min(0).max(LONGEST_WAIT_SECONDS).optional(),
    })
    .strict(),
  async (call, { session_id, after, wait_seconds = 0 }, signal) => {
    if (after === undefined) {
      const found = await readState(call, session_id);
      return found.outcome === "REFUSED"
        ? found.answer
        : said({ events: [], after: found.state.cursor });
    }
    const until = performance.now() + wait_seconds * 1_000;
    for (;;) {
      const path = `/sessions/${session_id}/events`;
      const response = await call({ method: "GET", path, query: { after, limit: AT_ONCE } });
      if (!response.ok) return answerOf(response);
      const found = page.parse(await response.json());
      if (found.events.length > 0 || performance.now() >= until) return bounded(found);
      if (!(await pause(ASKED_EVERY_MS, signal))) return refused("nobody waits for it any more");
    }
  },
);

function bounded({ events, next, ...rest }: z.output<typeof page>): ToolAnswer {
  let characters = 0;
  const beyond = events.findIndex((event, index) => {
    characters += JSON.stringify(event).length;
    return index > 0 && characters > MOST_CHARACTERS;
  });
  if (beyond === -1) return said({ events, next, ...rest });
  const kept = events.slice(0, beyond);
  return said({ events: kept, next: kept.at(-1)?.version ?? next, ...rest });
}
