/** Streams of several accounts that ask together: each is told of its own sessions, and of no other's. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { app, service, session } from "./one-session.ts";
import { SessionFixture } from "./session-fixture.ts";

interface Stream {
  readonly account: string;
  readonly token_sid?: string;
  readonly sessions: readonly string[];
}

async function positionsOf(asked: readonly Stream[]): Promise<unknown> {
  const [row] = await app<{ answers: unknown }[]>`
    select genesis.stream_positions_of(${JSON.stringify(asked)}::text::jsonb) as answers`;
  return row?.answers;
}

test("in their order, each account its own, and who is signed out is told so", async () => {
  const other = await SessionFixture.create(app, service);
  await other.accepted("RENAME_SESSION", { title: "The other book" });
  const both = [session.session, other.session];
  const answers = await positionsOf([
    { account: session.account, sessions: both },
    { account: session.account, token_sid: randomUUID(), sessions: both },
    { account: other.account, sessions: both },
    { account: randomUUID(), sessions: both },
    { account: session.account, sessions: [] },
  ]);
  expect(answers).toEqual([
    { outcome: "FOUND", versions: { [session.session]: 1 } },
    { outcome: "SIGNED_OUT" },
    { outcome: "FOUND", versions: { [other.session]: 2 } },
    { outcome: "FOUND", versions: {} },
    { outcome: "FOUND", versions: {} },
  ]);
});
