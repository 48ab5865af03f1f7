/** Looking back: the book as it was at a version, and the way that a field came. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { confirm, newest } from "./going-back-setting.ts";
import { app, session } from "./one-session.ts";
import { type StateOf, choicesIn } from "./session-fixture.ts";
import { content } from "./small-book.ts";

test("the book as it was at every version: what was chosen then, with the texts of then", async () => {
  const seen = new Map<number, StateOf>();
  const look = async () => {
    const state = await session.state();
    seen.set(state.version, state);
  };
  await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A"), content("B")]);
  await look();
  for (const stage of STAGES.slice(0, 2)) {
    const { command_id } = await session.accepted("CONFIRM_STAGE", await newest(stage));
    await session.begin(command_id);
    await session.record(command_id, [content(`after ${stage}`)]);
    await look();
  }
  const steps = [
    ["REOPEN_STAGE", { stage: "CONCEPT_SELECTION" }],
    ["SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content: content("own") }],
    ["RENAME_EVERYWHERE", { from: "after", to: "behind" }],
    ["UPDATE_BRIEF", { notes: "colder" }],
    ["UNDO", {}],
    ["ARCHIVE_SESSION", {}],
    ["RENAME_SESSION", { title: "Tide" }],
  ] as const;
  for (const [type, payload] of steps) {
    await session.accepted(type, payload);
    await look();
  }
  const past = async (version: number, account = session.account) => {
    const [row] = await app<{ state: StateOf | null }[]>`
      select genesis.past_state(${account}, ${session.session}, ${version}) as state`;
    return row?.state ?? null;
  };
  for (const [version, then] of seen) {
    const found = await past(version);
    const { title, status, current_stage, archived_at } = then;
    expect(found).toMatchObject({ version, title, status, current_stage, archived_at });
    for (const stage of STAGES) {
      const { proposals } = then.stages[stage] ?? {};
      const [past, chosen] = [found?.stages[stage], choicesIn(then.stages[stage])];
      const rounds = { proposals: expect.anything() };
      expect(past, `${stage} at ${version}`).toEqual({ ...chosen, ...rounds });
      expect(past?.proposals.slice(-2)).toEqual(proposals?.slice(-2));
    }
  }
  expect(await past(9_999)).toBeNull();
  expect(await past(1, randomUUID())).toBeNull();
});

test("a field's rounds, newest first: who asked for it, what changed in it, when it was confirmed", async () => {
  await confirm(STAGES.slice(0, 1));
  await session.accepted("SAVE_CANDIDATE", {
    stage: "STORY_CONCEPTION",
    content: { title: "T", facts: [{ id: "who", label: "who", text: "A" }] },
  });
  const first = await newest("STORY_CONCEPTION");
  const feedback = "darker";
  const { command_id } = await session.accepted("REVISE_PROPOSAL", { ...first, feedback });
  await session.begin(command_id);
  await session.record(command_id, [
    {
      title: "T",
      facts: [
        { id: "new", label: "new", text: "n" },
        { id: "who", label: "who", text: "dark" },
      ],
    },
  ]);
  const second = await newest("STORY_CONCEPTION");
  await session.accepted("CONFIRM_STAGE", second);
  const provenance = async (pointer: string) => {
    const [row] = await app<{ found: { chain: Record<string, unknown>[] } }[]>`
      select genesis.provenance(${session.account}, ${session.session}, 'STORY_CONCEPTION', ${pointer}) as found`;
    return row?.found.chain ?? [];
  };
  expect(await provenance("/facts/1/text")).toMatchObject([
    {
      proposal_id: second.proposal_id,
      round: 3,
      command_type: "REVISE_PROPOSAL",
      feedback,
      changed: ["/facts/1/text"],
    },
    {
      proposal_id: first.proposal_id,
      round: 2,
      command_type: "SAVE_CANDIDATE",
      feedback: null,
      confirmed_at: null,
    },
  ]);
  const title = await provenance("/title");
  expect(title.map(({ changed }) => changed)).toEqual([[], ["/title"]]);
  expect(title[0]?.confirmed_at).toEqual(expect.any(String));
  expect(await provenance("/nothing")).toEqual([]);
});
