/** What the stand-in of the edge lists: the shelf, and finished novels by their editions. */
import type { SessionState } from "#shared/session/state.ts";
import { STAGES } from "#shared/stages.ts";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";
import { standingIn } from "../models/session/branches.ts";
import type { FakeSession } from "./fake-session.ts";

/** The book that was written last comes first. */
export function fakeShelf(
  sessions: readonly FakeSession[],
  deleted: ReadonlySet<string>,
  query: URLSearchParams,
) {
  const [archived, search] = [query.get("archived"), query.get("search")];
  const last = (session: FakeSession) => session.events.at(-1);
  // Ids count up, also within a millisecond.
  const order = (session: FakeSession) => last(session)?.event_id ?? "";
  return sessions
    .toSorted((a, b) => order(b).localeCompare(order(a)))
    .filter((session) => {
      const state = session.state();
      return (
        state.version > 1 &&
        deleted.has(state.session_id) === (query.get("deleted") === "true") &&
        (archived === null || (archived === "true") === (state.archived_at !== null)) &&
        (search === null || says(state, search))
      );
    })
    .map((session) => fakeSummary(session.state(), last(session)?.occurred_at ?? ""));
}

/** A finished book's by its session; else one of the fixtures. */
export function fakeNovel(
  sessions: readonly FakeSession[],
  novel_id: string,
  asked: string | null,
) {
  const session = sessions.find((one) => one.state().novel_id === novel_id);
  const isEnglish = session ? session.state().language === "en" : novel_id.endsWith("e1");
  const novel = { ...(isEnglish ? englishNovel : chineseNovel), novel_id };
  if (!session) return novel;
  const edition = Number(asked ?? session.editions.length);
  const { session_id } = session.state();
  return { ...novel, session_id, edition, title: session.editions[edition - 1] ?? "" };
}

/** A book as the shelf has it. */
function fakeSummary(state: SessionState, updated_at: string) {
  const confirmed = STAGES.filter((stage) => state.stages[stage].status === "CONFIRMED");
  const last = STAGES.toReversed()
    .map((stage) => standingIn(state.stages[stage])?.content)
    .find((content) => content !== undefined);
  const said = last?.premise ?? last?.logline ?? last?.title;
  return {
    ...state,
    updated_at,
    confirmed_stages: confirmed.length,
    genres: genresOf(state),
    last_line: typeof said === "string" ? said : null,
  };
}

function genresOf(state: SessionState): readonly unknown[] {
  const chosen = standingIn(state.stages.CONCEPT_SELECTION)?.content.genres;
  if (Array.isArray(chosen)) return chosen;
  return state.brief.genre === null ? [] : [state.brief.genre];
}

/** Whether a text is in its title, the writer's words or what stands in its stages. */
function says(state: SessionState, text: string): boolean {
  const said = [
    state.title,
    ...Object.values(state.brief),
    ...STAGES.map((stage) => standingIn(state.stages[stage])?.content ?? null),
  ];
  return JSON.stringify(said).toLowerCase().includes(text.toLowerCase());
}
