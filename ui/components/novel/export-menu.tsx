/** How the novel is taken along: format, what of it, what beside it. Loaded when it is opened. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { ExportFormat } from "#shared/http/novel-routes.ts";
import { STAGES } from "#shared/stages.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import type { Wish } from "../../models/novel/take-along.ts";
import { Button } from "../controls/button.tsx";
import { useNovel } from "./novel-view.ts";
import { useTaking, WHOLE } from "./taking.ts";

const FORMATS: readonly ExportFormat[] = ["docx", "markdown", "obsidian", "epub", "json"];
const BESIDE = ["brief", "provenance", "checks"] as const;

export function ExportMenu(): JSX.Element {
  const { novel, index } = useNovel();
  const text = novelWords.value.export;
  const id = useId();
  const [wish, setWish] = useState<Wish>(WHOLE);
  const { isMaking, said, take } = useTaking();

  return (
    <form
      class="novel-export-menu"
      onSubmit={(event) => {
        event.preventDefault();
        void take(wish);
      }}
    >
      <fieldset>
        <legend class="label">{text.formats}</legend>
        {FORMATS.map((format) => (
          <label key={format} class="novel-export-choice">
            <input
              type="radio"
              name={`${id}-format`}
              checked={wish.format === format}
              onChange={() => setWish({ ...wish, format })}
            />
            <span>
              {text.format[format]}
              <span class="muted">{text.formatNote[format]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="label" for={`${id}-what`}>
        {text.what}
      </label>
      <select
        id={`${id}-what`}
        class="box"
        value={valueOf(wish.scope)}
        onChange={(event) => setWish({ ...wish, scope: scopeOf(event.currentTarget.value) })}
      >
        <option value="novel">{text.whole}</option>
        <optgroup label={text.oneStage}>
          {STAGES.map((stage) => (
            <option key={stage} value={`stage:${stage}`}>
              {novelWords.value.stages[stage]}
            </option>
          ))}
        </optgroup>
        {index.chapters.length === 0 ? null : (
          <optgroup label={text.onePacket}>
            {index.chapters.map(({ chapter, pointer }) => (
              <option key={pointer} value={`packet:${chapter.id}`} lang={novel.language}>
                {novelWords.value.packet.title(chapter.number, chapter.title)}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {wish.scope.of === "packet" ? null : (
        <fieldset>
          <legend class="label">{text.beside}</legend>
          {BESIDE.map((option) => (
            <label key={option} class="novel-export-choice">
              <input
                type="checkbox"
                checked={wish[option]}
                onChange={(event) => setWish({ ...wish, [option]: event.currentTarget.checked })}
              />
              <span>{text[option]}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="novel-export-take">
        <Button type="submit" kind="primary" disabled={isMaking}>
          {text.take}
        </Button>
        {said === null ? null : <span class="muted">{said}</span>}
      </div>
    </form>
  );
}

function valueOf(scope: Wish["scope"]): string {
  if (scope.of === "stage") return `stage:${scope.stage}`;
  return scope.of === "packet" ? `packet:${scope.chapter}` : "novel";
}

function scopeOf(value: string): Wish["scope"] {
  if (value.startsWith("packet:")) return { of: "packet", chapter: value.slice(7) };
  const stage = STAGES.find((one) => value === `stage:${one}`);
  return stage === undefined ? { of: "novel" } : { of: "stage", stage };
}
