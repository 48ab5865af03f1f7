/** Before the book's set-up is finished: what the rules found. None of it blocks. */
import type { JSX } from "preact";
import { type Stage, STAGES } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { checksOf } from "../../../models/content/foundation.ts";
import { pathOf, pointerOf, valueAt } from "../../../models/content/pointer.ts";
import { Icon } from "../../controls/icon.tsx";

/** How the novel's parts are called in a check's pointer. */
const PARTS: Readonly<Record<string, Stage>> = {
  concept: STAGES[0],
  story: STAGES[1],
  world: STAGES[2],
  characters: STAGES[3],
  outline: STAGES[4],
};

export function FinishChecks({ state }: { readonly state: SessionState }): JSX.Element | null {
  const text = words.value;
  const checks = checksOf(state);
  if (checks === null) return null;
  return (
    <section class="finish-checks" aria-labelledby="checks-title">
      <h3 class="section-title" id="checks-title">
        {text.checks.title}
      </h3>
      {checks.length === 0 ? (
        <p class="checks-none">
          <Icon name="check" /> {text.checks.none}
        </p>
      ) : (
        <>
          <p class="muted">{text.checks.lead}</p>
          <ul>
            {checks.map((check) => (
              <li key={`${check.code}${check.pointers.join()}`}>
                <Icon name="wave" />
                <span>
                  {text.checks.codes[check.code]}
                  <span class="label"> {whereWords(state, check.pointers[0] ?? "")}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The stage and field a check points to, with the name of what is there. */
function whereWords(state: SessionState, pointer: string): string {
  const [part, ...path] = pathOf(pointer);
  const stage = part === undefined ? undefined : PARTS[part];
  if (!stage) return "";
  const inner = pointerOf(path);
  const content = state.stages[stage].accepted?.content;
  const item = valueAt(content, pointerOf(path.slice(0, 2)));
  const name = ["name", "title", "rule", "question"]
    .map((key) => valueAt(item, `/${key}`))
    .find((value) => typeof value === "string");
  return [words.value.stages[stage], pointerLabel(inner), name].filter(Boolean).join(" · ");
}
