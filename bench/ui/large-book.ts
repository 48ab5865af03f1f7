/** A book at the far end of what writers make: 200 rounds, 40 people, 60 chapters. */
import type { Proposal } from "#shared/session/proposal.ts";
import type { SessionState } from "#shared/session/state.ts";

type Content = Record<string, unknown>;

export function enlarge(state: SessionState): SessionState {
  const { CHARACTERS, PLOT_OUTLINE } = state.stages;
  const people = CHARACTERS.proposals.map((round) => withContent(round, withPeople));
  const outline = PLOT_OUTLINE.proposals.map((round) => withContent(round, withChapters));
  const [last] = outline;
  // The state carries the newest rounds; the count says how many there are.
  return {
    ...state,
    stages: {
      ...state.stages,
      CHARACTERS: { ...CHARACTERS, proposals: people },
      PLOT_OUTLINE: {
        ...PLOT_OUTLINE,
        proposals: last === undefined ? outline : manyRounds(last, 200),
        proposal_count: 200,
      },
    },
  };
}

function manyRounds(round: Proposal, count: number): Proposal[] {
  const earlier = Array.from({ length: count - 1 }, (_, index) => ({
    ...round,
    proposal_id: numbered(round.proposal_id, index),
    round: index + 1,
    candidates: round.candidates.map((candidate) => ({
      ...candidate,
      candidate_id: numbered(candidate.candidate_id, index),
    })),
  }));
  return [...earlier, { ...round, round: count }];
}

function withContent(round: Proposal, change: (content: Content) => Content): Proposal {
  const candidates = round.candidates.map((candidate) => ({
    ...candidate,
    content: change({ ...candidate.content }),
  }));
  return { ...round, candidates };
}

export function withPeople(content: Content): Content {
  return { ...content, characters: repeated(content.characters, 40, "name") };
}

export function withChapters(content: Content): Content {
  const parts = records(content.parts);
  const chapters = parts.flatMap((part) => records(part.chapters));
  const [first] = parts;
  return { ...content, parts: [{ ...first, chapters: repeated(chapters, 60, "title") }] };
}

function repeated(list: unknown, count: number, heading: string): Content[] {
  const items = records(list);
  return Array.from({ length: count }, (_, index) => {
    const item = items[index % items.length] ?? {};
    return {
      ...item,
      id: `${String(item.id)}-${index}`,
      number: index + 1,
      [heading]: `${String(item[heading])} ${index + 1}`,
    };
  });
}

function records(value: unknown): Content[] {
  return Array.isArray(value)
    ? value.filter((item): item is Content => typeof item === "object" && item !== null)
    : [];
}

/** Another id of the same form. */
function numbered(id: string, index: number): string {
  return `${id.slice(0, -4)}${index.toString(16).padStart(4, "0")}`;
}
