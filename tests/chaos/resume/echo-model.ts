/**
 * A model that says which answer it was asked with: a feedback that holds `ASKED word` gets a content
 * whose title is `HEARD word`. So a proposal shows by itself which answer reached the flow.
 */
import { pause } from "#runtime/work/pause.ts";
import {
  type ModelContent,
  type ModelReply,
  type ModelRequest,
  type ModelServer,
  startModelServer,
} from "../../provision/model-server.ts";
import type { Random } from "../random.ts";

export function asking(word: string): string {
  return `Please make the ending colder. ASKED ${word}.`;
}

export function hearing(word: string): string {
  return `HEARD ${word}`;
}

/** The sample answer, with a title that says what it was asked with. */
export function echoed(request: ModelRequest, own: ModelContent): ModelReply {
  // Earlier wishes stand before the one that is asked with now.
  const wishes = request.messages.at(-1)?.content.matchAll(/ASKED ([\w-]+)/g) ?? [];
  const asked = [...wishes].at(-1)?.[1];
  const title = asked === undefined ? own["title"] : hearing(asked);
  return { kind: "answer", content: { ...own, title } };
}

/** Some answers take long, so that cuts come in their middle; a few are refused or cut off. */
export async function startEchoModel(random: Random): Promise<ModelServer> {
  return startModelServer({
    decide: async (request, own): Promise<ModelReply> => {
      const dice = random.next();
      // The endpoint refuses the key: the command fails at once, and the writer may try again.
      if (dice < 0.02) return { kind: "status", status: 401, message: "scripted refusal" };
      if (dice < 0.04) return { kind: "status", status: 503 };
      if (dice < 0.06) return { kind: "cut", afterCharacters: random.between(0, 900) };
      if (dice < 0.2) await pause(random.between(500, 6_000));
      return echoed(request, own);
    },
  });
}
