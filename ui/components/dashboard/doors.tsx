/** The two doors, equal and first: inspiration, or an idea of one's own. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { GENRES } from "../../i18n/genres.ts";
import { words } from "../../i18n/words.ts";
import type { Language } from "#shared/statuses.ts";
import { countCodePoints, countText } from "../../models/content/counting.ts";
import type { Drafts } from "../../models/session/drafts.ts";
import { writingLanguage } from "../../i18n/interface-language.ts";
import { Button } from "../controls/button.tsx";
import { Textarea } from "../controls/textarea.tsx";

export interface DoorsProps {
  readonly drafts: Drafts;
  /** The book's: its genres are words of the book. */
  readonly language: Language;
  /** Why neither door can be opened now; null where they can. */
  readonly reason: string | null;
  /** Whether one of them is the screen's filled button. */
  readonly primary: boolean;
  readonly onInspire: (genre: string | null, hints: string | null) => void;
  readonly onIdea: (idea: string) => void;
}

const MAX_IDEA = 20_000;
/** Shown once the end of the room is near. */
const COUNT_DOWN_FROM = 2_000;

export function Doors(props: DoorsProps): JSX.Element {
  const { drafts } = props;
  const text = dashboardWords.value;
  const { inspireTitle, ideaTitle } = words.value.doors;
  const genre = drafts.read("door.genre").value;
  const hints = drafts.read("door.hints").value;
  const idea = drafts.read("door.idea").value;
  const [problem, setProblem] = useState<string | null>(null);
  const left = MAX_IDEA - countCodePoints(idea);
  const ideaReady = idea.trim() !== "" && left >= 0;
  const limit = left < 0 ? text.over(-left) : left < COUNT_DOWN_FROM ? text.left(left) : "";

  const sendIdea = () => {
    if (props.reason !== null) return;
    if (idea.trim() === "") setProblem(text.ideaNeeded);
    else if (left >= 0) {
      setProblem(null);
      props.onIdea(idea.trim());
    }
  };
  const takeFile = async (file: File) => {
    const isText = file.type.startsWith("text/") || /\.(txt|md|markdown)$/i.test(file.name);
    if (!isText) {
      setProblem(text.fileNotText(file.name));
      return;
    }
    const dropped = await file.text();
    const joined = idea === "" ? dropped : `${idea}\n\n${dropped}`;
    if (countCodePoints(joined) > MAX_IDEA) setProblem(text.fileTooLong(file.name));
    else {
      setProblem(null);
      drafts.write("door.idea", joined);
    }
  };

  return (
    <div class="doors" role="group" aria-label={text.doors}>
      <section class="door" aria-labelledby="door-inspire">
        <h2 class="door-title" id="door-inspire">
          {inspireTitle}
        </h2>
        <p class="door-lead">{text.inspireLead}</p>
        <fieldset class="door-middle">
          <legend class="label">{text.genres}</legend>
          <div class="chips">
            {GENRES[props.language].map((name) => (
              <button
                key={name}
                lang={props.language}
                dir="auto"
                type="button"
                class="chip"
                aria-pressed={genre === name}
                onClick={() => drafts.write("door.genre", genre === name ? "" : name)}
              >
                {name}
              </button>
            ))}
          </div>
          <label class="door-hints">
            <span class="label">{text.hints}</span>
            <input
              class="box"
              type="text"
              maxLength={4_000}
              dir="auto"
              value={hints}
              placeholder={text.hintsPlaceholder}
              onInput={(event) => drafts.write("door.hints", event.currentTarget.value)}
            />
          </label>
        </fieldset>
        <Button
          kind={props.primary && !ideaReady ? "primary" : "plain"}
          class="door-button"
          disabled={props.reason !== null}
          describedBy="doors-reason"
          onPress={() =>
            props.onInspire(genre === "" ? null : genre, hints.trim() === "" ? null : hints.trim())
          }
        >
          {text.inspire}
        </Button>
      </section>
      <section
        class="door"
        aria-labelledby="door-idea"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const file = event.dataTransfer?.files[0];
          if (!file) return;
          event.preventDefault();
          void takeFile(file);
        }}
      >
        <h2 class="door-title" id="door-idea">
          {ideaTitle}
        </h2>
        <p class="door-lead">{text.ideaLead}</p>
        <div class="door-middle">
          <Textarea
            value={idea}
            label={text.idea}
            placeholder={text.ideaPlaceholder}
            rows={4}
            describedBy="idea-count"
            invalid={left < 0}
            onText={(next) => {
              setProblem(null);
              drafts.write("door.idea", next);
            }}
            onSend={sendIdea}
          />
          <p class="label" id="idea-count">
            {problem ??
              (idea === "" ? "" : text.count(countText(idea, writingLanguage.value), limit))}
          </p>
        </div>
        <Button
          kind={props.primary && ideaReady ? "primary" : "plain"}
          class="door-button"
          disabled={props.reason !== null || left < 0}
          describedBy="doors-reason"
          onPress={sendIdea}
        >
          {text.submitIdea}
        </Button>
      </section>
      <p class="doors-reason" id="doors-reason">
        {props.reason}
      </p>
    </div>
  );
}
