/** The writer's own material beside the stage; its code comes when it is opened. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { materialWords } from "../../i18n/material.words.ts";
import { words } from "../../i18n/words.ts";
import {
  createMaterials,
  type MaterialProblem,
  type Materials,
} from "../../models/material/materials.ts";
import type { Studio } from "../../models/studio/studio.ts";
import { Button } from "../controls/button.tsx";
import { BringMaterial } from "./bring-material.tsx";
import { MaterialEntry } from "./material-entry.tsx";
import "../../styles/material.css";

export function MaterialPanel({ studio }: { readonly studio: Studio }): JSX.Element {
  const materials = useMemo(() => createMaterials(studio.session), [studio.session]);
  useEffect(() => void materials.load(), [materials]);
  const text = materialWords.value;
  const list = materials.list.value;
  const problem = materials.problem.value;
  return (
    <div class="material">
      <p class="muted">{text.lead}</p>
      <BringMaterial materials={materials} />
      {problem === null ? null : (
        <div class="notice error" role="alert">
          <p>{problemWords(problem)}</p>
          {problem.again === null ? null : (
            <Button onPress={() => void problem.again?.()}>{words.value.actions.tryAgain}</Button>
          )}
        </div>
      )}
      {list?.length === 0 ? <p class="muted">{text.none}</p> : null}
      <Entries studio={studio} materials={materials} />
    </div>
  );
}

function Entries(props: { readonly studio: Studio; readonly materials: Materials }): JSX.Element {
  return (
    <ul class="material-list">
      {(props.materials.list.value ?? []).map((summary) => (
        <MaterialEntry key={summary.material_id} {...props} summary={summary} />
      ))}
    </ul>
  );
}

function problemWords(problem: MaterialProblem): string {
  const text = materialWords.value;
  if (problem.kind === "unreachable") return text.unreachable;
  const known = Object.entries(text.refusals).find(([code]) => code === problem.code);
  return text.refused(problem.name, known?.[1] ?? text.refusals.other);
}
