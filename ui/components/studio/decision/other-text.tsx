/** What another window has typed into the same box: both texts are shown, and either is kept. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio-more.words.ts";
import type { Drafts } from "../../../models/session/drafts.ts";
import { Button } from "../../controls/button.tsx";

export interface OtherTextProps {
  readonly drafts: Drafts;
  readonly box: string;
  readonly lang: string | undefined;
}

export function OtherText({ drafts, box, lang }: OtherTextProps): JSX.Element | null {
  const other = drafts.other(box).value;
  if (other === "") return null;
  const text = words.value;
  const take = () => {
    drafts.dropOther(box);
    drafts.write(box, `${drafts.read(box).value.trimEnd()}\n${other}`.trim());
  };
  return (
    <div class="notice" role="status">
      <p>{text.editor.otherWindow}</p>
      <p class="book" lang={lang} dir="auto">
        {other}
      </p>
      <Button onPress={take}>{text.editor.takeBoth}</Button>
      <Button kind="quiet" onPress={() => drafts.dropOther(box)}>
        {text.editor.dropOther}
      </Button>
    </div>
  );
}
