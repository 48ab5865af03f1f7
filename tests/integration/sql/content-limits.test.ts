/** The database's own limits: of contents, and of what a model is writing. */
import { expect, test } from "vitest";
import { MAX_CONTENT_BYTES } from "#shared/content/stage-content.ts";
import { service, session } from "./one-session.ts";

const KEPT_BYTES = 256 * 1024;

/** A content of exactly so many bytes of JSON, with many spaces more in jsonb's own text. */
function contentOf(bytes: number): { readonly title: string; readonly rows: unknown } {
  const rows = Array.from({ length: 2_000 }, () => ({ 名: [1, 2], b: "a, b: c" }));
  const empty = Buffer.byteLength(JSON.stringify({ title: "", rows }));
  return { title: "x".repeat(bytes - empty), rows };
}

async function begun(): Promise<string> {
  const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
  await session.begin(command_id);
  return command_id;
}

test("a content of 192 KiB is taken, from a writer and from a model", async () => {
  const content = contentOf(MAX_CONTENT_BYTES);
  await session.accepted("SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
  expect((await session.record(await begun(), [content])).outcome).toBe("RECORDED");
});

test("a byte more is refused, whichever way it comes", async () => {
  const content = contentOf(MAX_CONTENT_BYTES + 1);
  const saved = await session.accept("SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
  expect(saved).toMatchObject({
    outcome: "VALIDATION_FAILED",
    issues: [{ path: "/payload/content" }],
  });
  const command = await begun();
  expect((await session.record(command, [{ title: "A" }, content])).outcome).toBe("TOO_LARGE");
  const [row] = await service`
    select genesis.save_finished(${command}, 1, 0, ${JSON.stringify(content)}::text::jsonb, '{}') as answer`;
  expect(row?.["answer"]).toEqual({ outcome: "TOO_LARGE" });
  expect((await session.record(command, [{ title: "A" }])).outcome).toBe("RECORDED");
  const [proposal] = (await session.state()).stages["CONCEPT_SELECTION"]?.proposals ?? [];
  const confirmed = await session.accept("CONFIRM_STAGE", {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
    edits: content,
  });
  expect(confirmed).toMatchObject({
    outcome: "VALIDATION_FAILED",
    issues: [{ path: "/payload/edits" }],
  });
});

test("of a text that is being written 256 KiB are kept, cut between two characters", async () => {
  const command = await begun();
  const text = `x${"文".repeat(100_000)}`;
  const kept = `x${"文".repeat(Math.floor((KEPT_BYTES - 1) / 3))}`;
  for (const index of [0, 1]) {
    await service`select genesis.write_partial(${command}, 1, 1, ${index}, ${text})`;
  }
  const [partial] = await service`
    select text from generation_partials where command_id = ${command} and candidate_index = 1`;
  expect(partial?.["text"]).toBe(kept);
  await session.accepted("CANCEL_GENERATION");
  expect((await session.state()).stages["CONCEPT_SELECTION"]?.kept_text).toBe(kept);
});

test("of a failed answer 256 KiB are kept", async () => {
  const command = await begun();
  await service`select genesis.fail_command(${command}, 1, 'MODEL_BAD_ANSWER', 'no', ${"😀".repeat(70_000)})`;
  expect((await session.state()).last_error).toMatchObject({ kept_text: "😀".repeat(65_536) });
});

test("a content that is kept is not sent again with its round: null stands for it", async () => {
  const command = await begun();
  const of = (title: string) => JSON.stringify({ title });
  for (const [index, title] of ["A", "B"].entries()) {
    await service`select genesis.save_finished(${command}, 1, ${index}, ${of(title)}::text::jsonb, '{}')`;
  }
  const contents = JSON.stringify([null, null, { title: "C" }]);
  const [row] = await service`
    select genesis.record_proposal(${command}, 1, ${contents}::text::jsonb, '{"kind": "ai"}', '[]',
      '[null, null, []]') as recorded`;
  expect(row?.["recorded"]).toMatchObject({ outcome: "RECORDED" });
  const [proposal] = (await session.state()).stages["CONCEPT_SELECTION"]?.proposals ?? [];
  const titles = proposal?.candidates.map(({ content }) => content["title"]);
  expect(titles).toEqual(["A", "B", "C"]);
});
