/**
 * The voice of a material, measured by rule, and made the story's by a press, or put in words by the model from
 * the measures and a sample: every chapter's packet has it then.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { measureVoice } from "#shared/voice/measure-voice.ts";
import { voiceWords } from "#shared/voice/voice-words.ts";
import { materialWords } from "../../i18n/material.words.ts";
import { valueAt } from "../../models/content/pointer.ts";
import type { Material, Materials } from "../../models/material/materials.ts";
import type { Studio } from "../../models/studio/studio.ts";
import { Button } from "../controls/button.tsx";

interface Voice {
  readonly description: string;
  readonly sample: string;
}

/** A sample shows how it sounds; the whole stays in the material. */
const SAMPLE = 800;

export function VoiceOfIt({
  studio,
  materials,
  material,
}: {
  readonly studio: Studio;
  readonly materials: Materials;
  readonly material: Material;
}): JSX.Element {
  const text = materialWords.value;
  const [voice, setVoice] = useState<Voice | "too short" | null>(null);
  const language = studio.session.state.value?.language ?? "zh-CN";
  const measure = async () => {
    const whole = await materials.text(material.material_id, null);
    if (whole === null) return;
    const sheet = measureVoice(whole);
    setVoice(
      sheet === null
        ? "too short"
        : { description: voiceWords(sheet, language), sample: beginningOf(whole) },
    );
  };
  if (voice === null) {
    return (
      <Button kind="quiet" onPress={() => void measure()}>
        {text.voice}
      </Button>
    );
  }
  if (voice === "too short") return <p class="muted">{text.voiceTooShort}</p>;
  const chosen = studio.selection.value;
  const isPossible =
    studio.stage.value === "STORY_CONCEPTION" && chosen !== null && studio.choosable.value;
  return (
    <div class="material-placing">
      <p class="material-voice book" lang={language} dir="auto">
        {voice.description}
      </p>
      <Button
        disabled={!isPossible}
        onPress={() =>
          chosen === null
            ? undefined
            : void studio.saveValue("/voice", voice, valueAt(chosen.candidate.content, "/voice"))
        }
      >
        {text.voiceUse}
      </Button>
      {studio.session.state.value?.generator.kind === "model" ? (
        <Button
          kind="quiet"
          disabled={!isPossible || !studio.allows("REVISE_PROPOSAL")}
          onPress={() =>
            void studio.revise(
              text.voiceSaid(voice.description, voice.sample),
              "/voice/description",
            )
          }
        >
          {text.voiceInWords}
        </Button>
      ) : null}
      {isPossible ? null : <p class="label">{text.voiceWhere}</p>}
    </div>
  );
}

/** Whole paragraphs, as many as a sample takes; of one that is longer, its beginning. */
function beginningOf(whole: string): string {
  const text = whole.trim();
  if (text.length <= SAMPLE) return text;
  const end = text.lastIndexOf("\n", SAMPLE);
  return text
    .slice(0, end > SAMPLE / 2 ? end : SAMPLE)
    .trim()
    .toWellFormed();
}
