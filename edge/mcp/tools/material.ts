/** Tools for the writer's own material: brought word for word, and placed into a stage as a round. */
import { z } from "zod";
import { COMMAND_PAYLOADS } from "#shared/commands/command-payloads.ts";
import { answerOf, tool } from "../tool.ts";
import { bookId } from "./reading.ts";

/** Of one message: a request has at most 256 KiB. */
const MAX_TEXT = 200_000;
const placing = COMMAND_PAYLOADS.PLACE_MATERIAL.shape;

export const materialTools = [
  tool(
    {
      name: "upload_material",
      title: "Bring material",
      description:
        "A text of the writer's (Markdown or plain), kept word for word beside the book. The answer is the map of its sections, each with where it would go; nothing is placed by that.",
      isReading: false,
    },
    z
      .object({
        session_id: bookId,
        name: z.string().min(1).max(120).describe("A file's name, such as outline.md"),
        text: z.string().min(1).max(MAX_TEXT),
      })
      .strict(),
    async (call, { session_id, name, text }) => {
      const path = `/sessions/${session_id}/materials`;
      return answerOf(await call({ method: "POST", path, file: { name, text } }));
    },
  ),
  tool(
    {
      name: "list_materials",
      title: "List a book's materials",
      description: "What the writer has brought to a book, the newest first.",
      isReading: true,
    },
    z.object({ session_id: bookId }).strict(),
    async (call, { session_id }) =>
      answerOf(await call({ method: "GET", path: `/sessions/${session_id}/materials` })),
  ),
  tool(
    {
      name: "read_material",
      title: "Read a material's text",
      description:
        "Word for word, from the character `after` on; of one section with `section_id`.",
      isReading: true,
    },
    z
      .object({
        session_id: bookId,
        material_id: z.uuid(),
        section_id: z.string().max(120).optional(),
        after: z.int().min(0).optional(),
      })
      .strict(),
    async (call, { session_id, material_id, ...query }) => {
      const path = `/sessions/${session_id}/materials/${material_id}/text`;
      return answerOf(await call({ method: "GET", path, query }));
    },
  ),
  tool(
    {
      name: "place_material",
      title: "Have material placed",
      description:
        "Places a material, or some of its sections, into an unconfirmed stage as a round of kind import: the writer's words word for word. Runs in the background: follow_book says when the round is there.",
      isReading: false,
    },
    z.object({ session_id: bookId, ...placing }).strict(),
    async (call, { session_id, ...payload }) => {
      const path = `/sessions/${session_id}/commands`;
      const body = { command_type: "PLACE_MATERIAL", payload };
      return answerOf(await call({ method: "POST", path, body }));
    },
  ),
] as const;
