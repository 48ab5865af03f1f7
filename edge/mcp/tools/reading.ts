/** Tools that read: the shelf, a book, a stage, its rounds, a field's provenance, finished novels. */
import { z } from "zod";
import { STAGE_CONTENT } from "#shared/content/stage-content.ts";
import { jsonPointer } from "#shared/formats.ts";
import { stageName } from "#shared/words.ts";
import { currentOf, readState, stageOf } from "../session.ts";
import { answerOf, said, tool } from "../tool.ts";

export const bookId = z.uuid().describe("The book's session_id, from list_books");
const limit = z.int().min(1).max(100).optional();
const before = z.string().optional().describe("The `next` of the page before");

export const readingTools = [
  tool(
    {
      name: "list_books",
      title: "List or search books",
      description:
        "The writer's shelf, the last changed first. `search` finds a part of a title, an idea or a text.",
      isReading: true,
    },
    z.object({ search: z.string().min(1).max(200).optional(), limit, before }).strict(),
    async (call, query) => answerOf(await call({ method: "GET", path: "/sessions", query })),
  ),
  tool(
    {
      name: "read_book",
      title: "Read a book's state",
      description:
        "Where a book stands: its brief, open questions, each stage's status, what is being generated, the last error. Without the stages' texts: read_stage has those.",
      isReading: true,
    },
    z.object({ session_id: bookId }).strict(),
    async (call, { session_id }) => {
      const found = await readState(call, session_id);
      if (found.outcome === "REFUSED") return found.answer;
      const { stages, ...book } = found.state;
      const short = Object.entries(stages).map(([name, stage]) => {
        const { proposals: _, accepted, ...rest } = stage;
        return [name, { ...rest, is_accepted: accepted !== null }];
      });
      return said({ ...book, stages: Object.fromEntries(short) });
    },
  ),
  tool(
    {
      name: "read_stage",
      title: "Read a stage of a book",
      description:
        "A stage's content: `current` is what counts now (chosen by the writer, else accepted, else the only proposal), with the places that are locked; `newest_round` has the candidates among which the writer chooses.",
      isReading: true,
    },
    z.object({ session_id: bookId, stage: stageName }).strict(),
    async (call, { session_id, stage: name }) => {
      const found = await readState(call, session_id);
      if (found.outcome === "REFUSED") return found.answer;
      const { proposals, working: _, ...stage } = stageOf(found.state, name);
      const current = currentOf(stageOf(found.state, name));
      return said({ stage: name, ...stage, current, newest_round: proposals.at(-1) ?? null });
    },
  ),
  tool(
    {
      name: "list_rounds",
      title: "List a stage's earlier rounds",
      description: "Every round of a stage with its candidates and feedback, the newest first.",
      isReading: true,
    },
    z.object({ session_id: bookId, stage: stageName.optional(), limit, before }).strict(),
    async (call, { session_id, ...query }) =>
      answerOf(await call({ method: "GET", path: `/sessions/${session_id}/proposals`, query })),
  ),
  tool(
    {
      name: "read_provenance",
      title: "How a field came to read as it does",
      description:
        "Round by round, the newest first: who wrote it, by which request, with which model.",
      isReading: true,
    },
    z
      .object({
        session_id: bookId,
        stage: stageName,
        pointer: jsonPointer.describe("A JSON Pointer into the stage's content, such as /title"),
      })
      .strict(),
    async (call, { session_id, ...query }) =>
      answerOf(await call({ method: "GET", path: `/sessions/${session_id}/provenance`, query })),
  ),
  tool(
    {
      name: "read_schema",
      title: "Read the schema of a stage's content",
      description: "The JSON Schema of what save_candidate takes as `content` for that stage.",
      isReading: true,
    },
    z.object({ stage: stageName }).strict(),
    (_, { stage }) =>
      Promise.resolve(
        said(z.toJSONSchema(STAGE_CONTENT[stage], { io: "input", unrepresentable: "any" })),
      ),
  ),
  tool(
    {
      name: "list_novels",
      title: "List finished foundations",
      description: "Books whose five stages the writer has confirmed and finished.",
      isReading: true,
    },
    z.object({ limit, before }).strict(),
    async (call, query) => answerOf(await call({ method: "GET", path: "/novels", query })),
  ),
  tool(
    {
      name: "read_chapter_packet",
      title: "Read a chapter's packet",
      description:
        "What whoever writes a chapter's prose needs, and only what is known by then: its plan, its people, its places, what the reader knows. `chapter` is the chapter's id in the outline of read_novel.",
      isReading: true,
    },
    z.object({ novel_id: z.uuid(), chapter: z.string().min(1).max(200) }).strict(),
    async (call, { novel_id, chapter }) => {
      const query = { format: "markdown", chapter };
      return answerOf(await call({ method: "GET", path: `/novels/${novel_id}/export`, query }));
    },
  ),
  tool(
    {
      name: "read_novel",
      title: "Read a finished foundation",
      description:
        "All that was agreed of a finished book: concept, story, world, people, outline.",
      isReading: true,
    },
    z.object({ novel_id: z.uuid() }).strict(),
    async (call, { novel_id }) =>
      answerOf(await call({ method: "GET", path: `/novels/${novel_id}` })),
  ),
] as const;
