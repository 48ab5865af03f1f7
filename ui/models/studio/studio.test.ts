import "../../testing/all-words.ts";
import { afterEach, expect, test, vi } from "vitest";
import { createFakeApi } from "../../testing/fake-api.ts";
import { createDrafts } from "../session/drafts.ts";
import { restoreTyped } from "./restore-typed.ts";
import { createSessionModel } from "../session/session.ts";
import { createStorage } from "../browser/storage.ts";
import { makeStanding, saveBrief } from "./brief.ts";
import { feedbackBox } from "./revising.ts";
import { createStudio } from "./studio.ts";

// There is no address bar here: a confirmation leaves its stage in the history.
vi.mock("../browser/router.ts", async (original) => ({
  ...(await original<typeof import("../browser/router.ts")>()),
  setQueryParameter: () => undefined,
}));

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A studio on a book with its first three concepts. */
async function opened() {
  const fake = createFakeApi();
  const session = createSessionModel(fake.session.state().session_id, {
    api: fake.api,
    drafts: createDrafts("book", createStorage(null)),
    follower: fake.follower,
  });
  const studio = createStudio(session, fake.api);
  stops.push(session.stop, restoreTyped(session));
  session.start();
  await vi.waitFor(() => expect(session.connection.value).toBe("live"));
  await session.send({ command_type: "REQUEST_INSPIRATION", payload: {} });
  const finish = async () => {
    while (fake.session.state().is_pending) fake.session.write(10_000);
    await vi.waitFor(() => expect(session.state.value?.version).toBe(fake.session.state().version));
  };
  await finish();
  const round = () => {
    const main = studio.main.value;
    if (!main) throw new Error("there is a round");
    return main;
  };
  const last = () => fake.posts.at(-1)?.request;
  return { fake, session, studio, finish, round, last };
}

test("what is chosen is what is revised, with its locks", async () => {
  const { studio, round, last, session } = await opened();
  studio.choose(round(), 1);
  studio.toggleLock("/tone");
  studio.toggleLock("/facts/0");
  const chosen = {
    proposal_id: round().proposal_id,
    candidate_id: round().candidates[1]?.candidate_id,
  };
  await vi.waitFor(() => expect(session.sending.value.size).toBe(0));
  await studio.revise("make her older");
  expect(last()).toEqual({
    command_type: "REVISE_PROPOSAL",
    payload: { ...chosen, feedback: "make her older", locked: ["/tone", "/facts/0"] },
  });
});

test("feedback that is aimed at one place changes that place alone, once", async () => {
  const { studio, round, last, finish } = await opened();
  studio.choose(round(), 1);
  studio.revising.aimAt("/logline");
  studio.choose(round(), 0);
  expect(studio.revising.only.value, "it was another candidate's").toBeNull();
  const chosen = {
    proposal_id: round().proposal_id,
    candidate_id: round().candidates[0]?.candidate_id,
  };
  studio.revising.aimAt("/tone");
  expect(studio.revising.only.value).toBe("/tone");
  await studio.revise("colder");
  expect(last()?.payload).toEqual({ ...chosen, feedback: "colder", only: ["/tone"] });
  expect(studio.revising.only.value).toBeNull();
  await finish();
  await studio.revise("plan it", "/facts");
  expect(last()?.payload).toMatchObject({ feedback: "plan it", only: ["/facts"] });
});

test("a whole new round names no candidate, one card's reroll names that card", async () => {
  const { studio, round, last, finish } = await opened();
  studio.regenerate();
  await vi.waitFor(() =>
    expect(last()).toEqual({ command_type: "REGENERATE_PROPOSAL", payload: {} }),
  );
  await finish();
  const proposal = round();
  studio.regenerate({ proposal, index: 2 });
  await vi.waitFor(() =>
    expect(last()?.payload).toEqual({
      proposal_id: proposal.proposal_id,
      candidate_id: proposal.candidates[2]?.candidate_id,
    }),
  );
});

test("an edit that was not saved goes along with the confirmation", async () => {
  const { studio, round, last } = await opened();
  studio.choose(round(), 0);
  const editors = studio.editors("CONCEPT_SELECTION");
  editors.begin("/tone", String(round().candidates[0]?.content.tone));
  editors.type("/tone", "colder");
  await studio.confirm();
  expect(last()).toMatchObject({
    command_type: "CONFIRM_STAGE",
    payload: { stage: "CONCEPT_SELECTION", edits: { tone: "colder" } },
  });
  expect(editors.open.value.size).toBe(0);
});

test("without edits a confirmation says what is confirmed and nothing else", async () => {
  const { studio, round, last } = await opened();
  studio.choose(round(), 0);
  await studio.confirm();
  expect(Object.keys(last()?.payload ?? {})).toEqual(["proposal_id", "candidate_id"]);
  expect(studio.stage.value).toBe("STORY_CONCEPTION");
});

test("a failure puts the feedback back into its box, once", async () => {
  const { fake, session, studio, round } = await opened();
  const box = feedbackBox("CONCEPT_SELECTION");
  studio.choose(round(), 0);
  session.drafts.write(box, "make her older");
  await studio.revise("make her older");
  expect(session.drafts.read(box).value).toBe("");
  fake.session.fail("MODEL_UNAVAILABLE");
  await vi.waitFor(() => expect(session.drafts.read(box).value).toBe("make her older"));
  session.drafts.clear(box);
  await session.refresh();
  expect(session.drafts.read(box).value).toBe("");
});

test("a stop gives the feedback back to its box", async () => {
  const { session, studio, round } = await opened();
  studio.choose(round(), 0);
  await studio.revise("make her older");
  studio.stop();
  await vi.waitFor(() =>
    expect(session.drafts.read(feedbackBox("CONCEPT_SELECTION")).value).toBe("make her older"),
  );
});

test("while something is written, what would conflict is not allowed and choosing is", async () => {
  const { session, studio, round } = await opened();
  studio.choose(round(), 0);
  await studio.revise("make her older");
  await vi.waitFor(() => expect(session.state.value?.is_pending).toBe(true));
  expect(studio.allows("CONFIRM_STAGE")).toBe(false);
  expect(studio.allows("REGENERATE_PROPOSAL")).toBe(false);
  expect(studio.allows("SELECT_CANDIDATE")).toBe(true);
});

test("feedback that did not arrive stays in its box, and the same press again empties it", async () => {
  const { fake, session, studio, round } = await opened();
  const box = feedbackBox("CONCEPT_SELECTION");
  studio.choose(round(), 0);
  await vi.waitFor(() => expect(session.sending.value.size).toBe(0));
  session.drafts.write(box, "make her older");
  fake.away = true;
  await studio.revise("make her older");
  expect(session.drafts.read(box).value).toBe("make her older");
  fake.away = false;
  session.failedPress.value?.retry();
  await vi.waitFor(() => expect(session.drafts.read(box).value).toBe(""));
  const [first, second] = fake.posts.slice(-2);
  expect(second?.key).toBe(first?.key);
});

test("a wish of one revision becomes a standing order of the book, once", async () => {
  const { session, fake } = await opened();
  await makeStanding(session, "Fewer similes,\n please");
  await vi.waitFor(() => expect(fake.session.state().brief.notes).toBe("Fewer similes, please"));
  const posts = fake.posts.length;
  await makeStanding(session, "Fewer similes, please");
  expect(fake.posts).toHaveLength(posts);
  await makeStanding(session, "No dreams");
  expect(fake.session.state().brief.notes).toBe("Fewer similes, please\nNo dreams");
});

test("of two saves of one's own words the second knows what the first said", async () => {
  const { session } = await opened();
  await Promise.all([
    saveBrief(session, "constraints", "No vampires"),
    saveBrief(session, "constraints", ""),
  ]);
  expect(session.state.value?.brief.constraints).toEqual([]);
  session.drafts.write("brief.notes", "Few similes.");
  const saved = saveBrief(session, "notes", "Few similes.");
  session.drafts.write("brief.notes", "Few similes. No adverbs.");
  await saved;
  expect(session.drafts.read("brief.notes").value).toBe("Few similes. No adverbs.");
});
