/**
 * The book that was written last: one press and the writer is where they left off. Its place is kept
 * while the shelf is on its way, so that nothing below it moves; who has no book yet reads there how
 * one comes about.
 */
import type { JSX } from "preact";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { words } from "../../i18n/words.ts";
import type { Dashboard } from "../../models/app/dashboard.ts";
import { addressOf, isNovel } from "./book.tsx";

export function GoOn({ dashboard }: { readonly dashboard: Dashboard }): JSX.Element {
  return <div class="go-on-place">{lineOf(dashboard)}</div>;
}

function lineOf({ sessions, shelf }: Dashboard): JSX.Element | null {
  if (shelf.value !== "ready") return null;
  const last = sessions.value.find(({ status }) => status === "ACTIVE") ?? sessions.value[0];
  const text = dashboardWords.value;
  if (!last) return <p class="muted">{text.firstVisit}</p>;
  const chrome = words.value;
  return (
    <a class="go-on" href={addressOf(last)}>
      <span class="label">{isNovel(last) ? text.readOn : text.goOn}</span>{" "}
      <span class="go-on-title" lang={last.language} dir="auto">
        {last.title === "" ? chrome.chrome.untitled : last.title}
      </span>{" "}
      <span class="muted">
        {isNovel(last) ? text.novel : text.at(chrome.stages[last.current_stage])}
      </span>
    </a>
  );
}
