/** What is known of a brought log where its next event is read. */
import type { Stage } from "#shared/stages.ts";
import type { KnownRounds } from "./known-rounds.ts";

/** An event's, before its schema has checked it. */
export type Payload = Readonly<Record<string, unknown>>;

/** What the log has said so far. */
export interface ReadContext {
  readonly rounds: KnownRounds;
  /** Payloads of commands that asked for a generation, by version. */
  readonly requests: Map<number, unknown>;
  editions: number;
  readonly isContent: (stage: Stage, content: Payload) => boolean;
}
