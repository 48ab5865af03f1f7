/** A book on the shelf: its spine says whose, how far, and the last that was written. */
import type { JSX } from "preact";
import type { SessionSummary } from "#shared/session/state.ts";
import { STAGES } from "#shared/stages.ts";
import { relativeDate } from "../../i18n/dates.ts";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { words } from "../../i18n/words.ts";
import type { ShelfDeletion } from "../../models/app/shelf-deletion.ts";
import { at } from "../../models/browser/place.ts";
import { Button } from "../controls/button.tsx";
import { StatusGlyph } from "../controls/status-glyph.tsx";

export function isNovel({ status, novel_id }: SessionSummary): boolean {
  return status === "COMPLETED" && novel_id !== null;
}

/** Where a book is read or written. */
export function addressOf(session: SessionSummary): string {
  return at(isNovel(session) ? `/novels/${session.novel_id}` : `/sessions/${session.session_id}`);
}

/** One book; a finished one is its novel. */
export function Book({
  session,
  now,
  deletion,
}: {
  readonly session: SessionSummary;
  readonly now: number;
  readonly deletion: ShelfDeletion;
}): JSX.Element {
  const text = words.value;
  const finished = isNovel(session);
  const status = finished
    ? dashboardWords.value.novel
    : session.status === "ABANDONED"
      ? dashboardWords.value.abandoned
      : session.is_pending
        ? text.chrome.writing
        : dashboardWords.value.at(text.stages[session.current_stage]);
  const title = session.title === "" ? text.chrome.untitled : session.title;
  return (
    <li class="shelf-book">
      <a class="book-card" href={addressOf(session)}>
        <span
          class="book-card-title"
          lang={session.title === "" ? undefined : session.language}
          dir="auto"
        >
          {title}
        </span>
        {session.genres.length === 0 ? null : (
          <span class="muted book-card-genres" lang={session.language} dir="auto">
            {session.genres.join(" · ")}
          </span>
        )}
        {session.series === null ? null : (
          <span class="muted" dir="auto">
            {dashboardWords.value.inSeries(session.series.title, session.series.number)}
          </span>
        )}
        {session.last_line === null ? null : (
          <span class="book-card-last" lang={session.language} dir="auto">
            {session.last_line}
          </span>
        )}
        <progress
          class="book-card-progress"
          max={STAGES.length}
          value={session.confirmed_stages}
          aria-label={dashboardWords.value.progress(session.confirmed_stages)}
        />
        <span class="book-card-line" translate={false}>
          <StatusGlyph status={finished ? "CONFIRMED" : "DRAFT"} />
          {status}
          <span class="muted book-card-date">
            {relativeDate(Date.parse(session.updated_at), now, interfaceLanguage.value)}
          </span>
        </span>
      </a>
      <Button
        kind="quiet"
        class="book-delete"
        name={dashboardWords.value.deleteName(title)}
        onPress={() => void deletion.remove(session)}
      >
        {dashboardWords.value.delete}
      </Button>
    </li>
  );
}
