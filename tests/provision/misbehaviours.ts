/**
 * What endpoints do that no honest one does, made of tests/vectors/misbehaviours.json as the Python
 * tests make theirs: the same case for the same number.
 */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Random, seededRandom } from "../chaos/random.ts";

const reply = z.object({
  status: z.unknown().optional(),
  type: z.unknown().optional(),
  retry_after: z.unknown().optional(),
  events: z.array(z.unknown()),
});
const kinds = z.array(
  z.object({ name: z.string(), calls: z.int(), followed_by: z.unknown(), replies: z.array(reply) }),
);
const { pieces, quoted, hollow, ...vectors } = z
  .object({
    pieces: z.array(z.string()),
    quoted: z.array(z.string()),
    hollow: z.array(z.string()),
    kinds,
  })
  .parse(
    JSON.parse(await readFile(new URL("../vectors/misbehaviours.json", import.meta.url), "utf8")),
  );

export interface MisbehavingReply {
  readonly status: number;
  readonly type: string;
  readonly retryAfter: string;
  readonly body: readonly (string | Uint8Array)[];
}

export interface Misbehaviour {
  readonly name: string;
  /** The last is repeated. */
  readonly replies: readonly MisbehavingReply[];
}

const LONGEST = 20_000;

/** A case of each kind in turn. @param answer the honest one, a JSON object with texts */
export function misbehave(number: number, answer: string, key: string): Misbehaviour {
  const kind = vectors.kinds[number % vectors.kinds.length];
  if (kind === undefined) throw new Error("no kinds");
  const chance = seededRandom(number);
  const slots = slotsOf(chance, answer, key);
  const filled = (value: unknown): unknown => fill(value, chance, slots);
  const replies: MisbehavingReply[] = kind.replies.map((one) => ({
    status: z.number().catch(200).parse(filled(one.status)),
    type: z.string().catch("text/event-stream").parse(filled(one.type)),
    retryAfter: z.string().catch("").parse(filled(one.retry_after)),
    body: one.events.map((event) => sent(filled(event))),
  }));
  if (filled(kind.followed_by) === "answer") {
    replies.push({ status: 200, type: "text/event-stream", retryAfter: "", body: whole(answer) });
  }
  return { name: kind.name, replies };
}

function slotsOf(chance: Random, answer: string, key: string) {
  const at = 1 + chance.below(answer.length - 2);
  const said = {
    key,
    key_start: key.slice(0, -4),
    key_end: key.slice(4),
    key_encoded: encodeURIComponent(`${key}/+`),
  };
  return {
    ...said,
    answer,
    before: answer.slice(0, at),
    after: answer.slice(at),
    quoted: put(chance.pick(quoted), said),
    tangled: tangled(chance),
    mangled: answer.slice(0, at) + chance.pick(pieces) + answer.slice(at + 1),
    hollow: JSON.stringify({
      ...z.record(z.string(), z.unknown()).parse(JSON.parse(answer)),
      title: chance.pick(hollow),
    }),
  };
}

function tangled(chance: Random): string {
  let text = "";
  while (text.length < LONGEST * chance.next()) {
    text += chance.pick(pieces).repeat(chance.pick([1, 1, 2, 10, 1_000]));
  }
  return text.slice(0, LONGEST);
}

function put(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => slots[name] ?? whole);
}

function fill(value: unknown, chance: Random, slots: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") return put(value, slots);
  if (Array.isArray(value)) return value.map((item) => fill(item, chance, slots));
  if (typeof value !== "object" || value === null) return value;
  const choices: unknown = Reflect.get(value, "one_of");
  if (Array.isArray(choices)) return fill(chance.pick(choices), chance, slots);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, fill(item, chance, slots)]),
  );
}

function sent(event: unknown): string | Uint8Array {
  if (typeof event !== "object" || event === null) return String(event);
  const made = new Map<string, unknown>(Object.entries(event));
  if (made.has("bytes")) return Uint8Array.from(Buffer.from(String(made.get("bytes")), "hex"));
  if (made.has("body")) return JSON.stringify(made.get("body"));
  if (made.has("json")) return data(made.get("json"));
  const { delta, finish = null, index = 0, ...more } = Object.fromEntries(made);
  return data({ choices: [{ index, delta, finish_reason: finish }], ...more });
}

function whole(answer: string): readonly string[] {
  const part = (delta: object, finish_reason: string | null) =>
    data({ choices: [{ index: 0, delta, finish_reason }] });
  return [part({ content: answer }, null), part({}, "stop"), "data: [DONE]\n\n"];
}

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
