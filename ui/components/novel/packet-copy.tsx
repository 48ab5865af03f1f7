/** A chapter's packet on the clipboard, with a word that it is there. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { novelWords } from "../../i18n/novel.words.ts";
import { announce } from "../../models/app/announce.ts";
import type { ChapterEntry } from "#shared/novel/novel-index.ts";
import { packetMaker } from "#shared/novel/packet.ts";
import { packetMarkdown } from "#shared/novel/packet-document.ts";
import { Button } from "../controls/button.tsx";
import { copyText } from "./deliver.ts";
import { type NovelView, useNovel } from "./novel-view.ts";

/** The packet as it is copied and downloaded. Reads the whole novel: make it when it is wanted. */
export function packetText({ novel, index, origins }: NovelView, entry: ChapterEntry): string {
  return packetMarkdown(packetMaker(novel, index)(entry), novel, index, origins);
}

export function CopyPacket(props: {
  readonly entry: ChapterEntry;
  readonly word: string;
}): JSX.Element {
  const view = useNovel();
  const [said, setSaid] = useState<string | null>(null);
  const { chapter } = props.entry;

  const copy = async () => {
    const text = novelWords.value.export;
    const copied = await copyText(packetText(view, props.entry));
    const sentence = copied ? text.copied(chapter.title) : text.notCopied;
    setSaid(sentence);
    announce(sentence);
  };

  return (
    <span class="novel-copy">
      <Button onPress={() => void copy()}>
        {props.word}
        <span class="unseen">{novelWords.value.packet.title(chapter.number, chapter.title)}</span>
      </Button>
      {said === null ? null : <span class="muted">{said}</span>}
    </span>
  );
}
