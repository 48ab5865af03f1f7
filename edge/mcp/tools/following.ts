/** Following a book: the events after a version, waited for a while. */
import { z } from "zod";
import { pause } from "#runtime/work/pause.ts";
import { readState } from "../session.ts";
import { answerOf, said, tool } from "../tool.ts";
import { bookId } from "./reading.ts";

/** Shorter than a proxy's patience with a silent answer. */
const LONGEST_WAIT_SECONDS = 25;
const ASKED_EVERY_MS = 1_000;
const AT_ONCE = 50;

const page = z.looseObject({ events: z.array(z.unknown()) });

export const followBook = tool(
  {
    name: "follow_book",
    title: "Follow a book",
    description:
      "What has happened in a book after `after`, the version of the last event that is known; waits up to `wait_seconds` for something. Without `after`: the version as of now. A generation has ended with genesis.proposal.ready, genesis.command.failed or genesis.command.cancelled.",
    isReading: true,
  },
  z
    .object({
      session_id: bookId,
      after: z.int().min(0).optional(),
      wait_seconds: z.int().min(0).max(LONGEST_WAIT_SECONDS).optional(),
    })
    .strict(),
  async (call, { session_id, after, wait_seconds = 0 }) => {
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
      const { events, ...rest } = page.parse(await response.json());
      if (events.length > 0 || performance.now() >= until) return said({ events, ...rest });
      await pause(ASKED_EVERY_MS);
    }
  },
);
