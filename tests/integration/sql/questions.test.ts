/** Questions are asked once a book, answered, left open or proposed; and the brief stands. */
import { expect, test } from "vitest";
import { app, service, session } from "./one-session.ts";
import { expectTablesEqualLog } from "./projections.ts";

const content = (
  title: string,
  asked: readonly (readonly [string, string])[],
  extra: object = {},
) => ({
  title,
  facts: [],
  open_questions: asked.map(([id, question]) => ({ id, question })),
  ...extra,
});

interface Question {
  readonly question_id: string;
  readonly stage: string;
  readonly pointer: string;
  readonly question: string;
  readonly answer: string | null;
  readonly status: string;
}

async function questions(): Promise<readonly Question[]> {
  const [row] = await app<{ questions: Question[] }[]>`
    select genesis.session_state(${session.account}, ${session.session}) -> 'questions' as questions`;
  return row?.questions ?? [];
}

async function context(command: string) {
  return (await session.begin(command)).context;
}

/** The first concept, confirmed: the story is being written. */
async function confirmedConcept(asked: readonly (readonly [string, string])[]) {
  const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "a lighthouse" });
  await session.begin(command_id);
  await session.record(command_id, [content("A", asked)]);
  const [proposal] = (await session.state()).stages.CONCEPT_SELECTION?.proposals ?? [];
  const ids = {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
  };
  return session.accepted("CONFIRM_STAGE", ids);
}

test("a round's questions are in the state at once; an answer, and an open end, stand", async () => {
  const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
  await session.begin(command_id);
  await session.record(command_id, [
    content("A", [["a", "Does she live?"]]),
    content("B", [
      ["b", "does she  live"],
      ["c", "Who is the keeper?"],
    ]),
    content("C", []),
  ]);
  expect((await questions()).map(({ question_id, status }) => [question_id, status])).toEqual([
    ["a", "OPEN"],
    ["c", "OPEN"],
  ]);
  const answers = [
    { question_id: "a", answer: "Yes." },
    { question_id: "c", answer: null },
  ];
  const answer = await session.accepted("ANSWER_QUESTIONS", { answers });
  expect(answer.status).toBe("COMPLETED");
  expect(await questions()).toEqual([
    {
      question_id: "a",
      stage: "CONCEPT_SELECTION",
      pointer: "/open_questions/0",
      question: "Does she live?",
      answer: "Yes.",
      status: "ANSWERED",
    },
    expect.objectContaining({ question_id: "c", answer: null, status: "LEFT_OPEN" }),
  ]);
  await session.accepted("ANSWER_QUESTIONS", { answers: [{ question_id: "a", answer: null }] });
  expect((await questions()).map(({ status }) => status)).toEqual(["LEFT_OPEN", "LEFT_OPEN"]);
  await expectTablesEqualLog(app, service, session.account, session.session);
});

test("a question that this session does not have is refused by its place", async () => {
  await confirmedConcept([["a", "Does she live?"]]);
  const outcome = await session.accept("ANSWER_QUESTIONS", {
    answers: [
      { question_id: "a", answer: "x" },
      { question_id: "nobody", answer: "x" },
    ],
  });
  expect(outcome).toMatchObject({
    outcome: "VALIDATION_FAILED",
    issues: [{ path: "/payload/answers/1/question_id" }],
  });
  expect((await questions())[0]?.status).toBe("OPEN");
});

test("a later stage refers to what was asked, proposes answers, and is told what was decided", async () => {
  const confirmed = await confirmedConcept([
    ["a", "谁点的灯？"],
    ["b", "结局？"],
    ["c", "Why?"],
  ]);
  // While the story is being written.
  await session.accepted("ANSWER_QUESTIONS", { answers: [{ question_id: "a", answer: "看守人" }] });
  const told = await context(confirmed.command_id);
  expect(told).toMatchObject({
    questions: [
      { question_id: "a", answer: "看守人", status: "ANSWERED" },
      { question_id: "b", status: "OPEN" },
      { question_id: "c", status: "OPEN" },
    ],
  });
  const proposed_answers = [
    { question_id: "a", answer: "nobody" },
    { question_id: "b", answer: "天亮。" },
  ];
  const asked = [
    ["z", "  结局 ?"],
    ["d", "New?"],
  ] as const;
  await session.record(confirmed.command_id, [content("S", asked, { proposed_answers })]);
  expect(
    (await questions()).map(({ question_id, stage, answer, status }) => [
      ...[question_id, stage, answer, status],
    ]),
  ).toEqual([
    ["a", "CONCEPT_SELECTION", "看守人", "ANSWERED"],
    ["b", "CONCEPT_SELECTION", "天亮。", "PROPOSED"],
    ["c", "CONCEPT_SELECTION", null, "OPEN"],
    ["d", "STORY_CONCEPTION", null, "OPEN"],
  ]);
});

test("the brief takes what is given, keeps the rest word for word, and reaches the next generation", async () => {
  const words = "  No search for lost kin — ever。\n第二行  ";
  await session.accepted("UPDATE_BRIEF", { notes: words, constraints: ["No vampires", "不写梦"] });
  const confirmed = await confirmedConcept([]);
  const brief = { idea: "a lighthouse", notes: words, constraints: ["No vampires", "不写梦"] };
  expect(await context(confirmed.command_id)).toMatchObject({ brief });
  await session.accepted("UPDATE_BRIEF", { hints: "salt", notes: " " });
  const log = await expectTablesEqualLog(app, service, session.account, session.session);
  expect(log.brief).toMatchObject({ ...brief, hints: "salt", notes: null });
});
