/** Outlines of any length, for what commands cost. */
import { createHash } from "node:crypto";

/** Words that do not compress: each outline's own, by its seed. */
function words(seed: string, count: number): string {
  let text = "";
  for (let n = 0; text.length < count; n += 1) {
    const bytes = createHash("sha512").update(`${seed} ${n}`).digest();
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      text += String.fromCodePoint(0x4e_00 + (bytes.readUInt16LE(at) % 20_000));
    }
  }
  return text.slice(0, count);
}

const chapterId = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;

/** So many chapters with ids, twelve fields each; `seed` names what stands in them. */
export function outline(chapters: number, seed: string): Readonly<Record<string, unknown>> {
  return {
    title: words(`${seed} title`, 8),
    facts: [{ label: "who", text: words(`${seed} who`, 8) }],
    parts: [
      {
        id: chapterId(0xff_ff),
        chapters: Array.from({ length: chapters }, (_, n) => ({
          id: chapterId(n),
          number: n + 1,
          title: words(`${seed} ${n} title`, 6),
          goal: words(`${seed} ${n} goal`, 16),
          beats: [words(`${seed} ${n} first`, 16), words(`${seed} ${n} second`, 16)],
          turn: words(`${seed} ${n} turn`, 16),
          payoff: words(`${seed} ${n} payoff`, 12),
          hook: words(`${seed} ${n} hook`, 16),
          cast_ids: [chapterId(n % 12)],
          thread_ids: [],
        })),
      },
    ],
  };
}
