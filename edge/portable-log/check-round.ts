/** The round that an event of somebody's log writes. */
import { MAX_CONTENT_BYTES } from "#shared/content/stage-content.ts";
import { type LoggedRound, loggedRound } from "#shared/events/logged-event.ts";
import type { Stage } from "#shared/stages.ts";
import { inspectJson } from "../http/inspect-json.ts";
import type { Payload, ReadContext } from "./read-context.ts";

/** @returns the round, null where there is none, or what is wrong with it */
export function roundOf(
  payload: Payload,
  stage: Stage | null,
  { rounds, isContent }: ReadContext,
): LoggedRound | null | string {
  const { proposal } = payload;
  if (proposal === undefined || proposal === null) return null;
  const parsed = loggedRound.safeParse(proposal);
  if (!parsed.success || stage === null) return "does not have a round as rounds are";
  for (const { content } of parsed.data.candidates) {
    if (inspectJson(content).length > 0) return "has a content that cannot be stored";
    if (new TextEncoder().encode(JSON.stringify(content)).byteLength > MAX_CONTENT_BYTES) {
      return `has a content of more than ${MAX_CONTENT_BYTES} bytes`;
    }
    if (!isContent(stage, content)) return `has a content that is none of ${stage}`;
  }
  return rounds.add(stage, parsed.data) ?? parsed.data;
}
