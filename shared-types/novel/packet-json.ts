/** A chapter's packet as data: what is known by then, and nothing else. */
import { z } from "zod";
import type { Novel } from "../foundation/novel.ts";
import type { NovelIndex } from "./novel-index.ts";
import type { ChapterPacket } from "./packet.ts";
import { storyForm } from "../content/story.ts";

const text = z.string();

const packetPerson = z.object({
  name: text,
  aliases: z.array(text),
  is_pov: z.boolean(),
  /** Null where it would name somebody who is not known yet. */
  role: text.nullable(),
  age: text.nullable(),
  gender: text.nullable(),
  sign: text,
  want: text,
  misbelief: text.nullable(),
  strength: text.nullable(),
  flaw: text.nullable(),
  /** How the arc begins. */
  start: text.nullable(),
  voice: z.object({ description: text, line: text }).nullable(),
  /** Of the one through whose eyes the chapter is seen. */
  secret: text.nullable(),
});

export const packetContent = z.object({
  form: storyForm,
  voice: z.object({ description: text, sample: text }),
  avoid: z.array(text),
  part: text,
  number: z.int(),
  chapter: text,
  pov: text,
  length: z.int(),
  /** The hook that the chapter before ended on. */
  before: text.nullable(),
  goal: text,
  beats: z.array(text),
  turn: text,
  payoffs: z.array(text),
  hook: text,
  threads: z.array(
    z.object({
      question: text,
      move: z.enum(["plant", "echo", "pay", "carry"]),
      answer: text.nullable(),
    }),
  ),
  cast: z.array(packetPerson),
  others: z.array(z.object({ name: text, role: text.nullable() })),
  relations: z.array(z.object({ from: text, to: text, kind: text, surface: text })),
  places: z.array(
    z.object({ name: text, sense: text, is_here: z.boolean(), story_use: text.nullable() }),
  ),
  rules: z.array(z.object({ rule: text, cost: text, limit: text })),
  secrets: z.array(z.object({ truth: text, because: z.enum(["revealed", "pov_knows"]) })),
  terms: z.array(z.object({ term: text, meaning: text })),
});

export type PacketContent = z.infer<typeof packetContent>;

export function packetJson(packet: ChapterPacket, novel: Novel, index: NovelIndex): PacketContent {
  const { chapter, part } = packet.entry;
  const { form, voice, avoid } = novel.story;
  return {
    form,
    voice: { description: voice.description, sample: voice.sample },
    avoid: [...avoid],
    part: part.title,
    number: chapter.number,
    chapter: chapter.title,
    pov: index.nameOf("character", chapter.pov_id),
    length: chapter.length,
    before: packet.before,
    goal: chapter.goal,
    beats: [...chapter.beats],
    turn: chapter.turn,
    payoffs: [
      ...(chapter.payoff === undefined ? [] : [chapter.payoff]),
      ...chapter.payoff_ids.map((id) => index.nameOf("pleasure_or_thread", id)),
    ],
    hook: chapter.hook,
    threads: packet.threads.map((thread) => ({ ...thread })),
    cast: packet.cast.map(({ character, is_pov, role, secret }) => ({
      name: character.name,
      aliases: [...character.aliases],
      is_pov,
      role,
      age: character.age ?? null,
      gender: character.gender ?? null,
      sign: character.sign,
      want: character.want,
      misbelief: character.misbelief ?? null,
      strength: character.strength ?? null,
      flaw: character.flaw ?? null,
      start: character.arc?.start ?? null,
      voice: character.voice === undefined ? null : { ...character.voice },
      secret,
    })),
    others: packet.others.map((other) => ({ ...other })),
    relations: packet.relations.map((relation) => ({ ...relation })),
    places: packet.places.map((place) => ({ ...place })),
    rules: packet.rules.map(({ rule, cost, limit }) => ({ rule, cost, limit })),
    secrets: packet.secrets.map((secret) => ({ ...secret })),
    terms: packet.terms.map(({ term, meaning }) => ({ term, meaning })),
  };
}
