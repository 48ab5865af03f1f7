/** Taking the novel along: as a file of any kind, on paper, and each chapter's packet. */
import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { fileNameOf } from "#shared/novel/file-name.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { words } from "../../i18n/words.ts";
import { Button } from "../controls/button.tsx";
import { onDemand } from "../controls/on-demand.tsx";
import { downloadText } from "./deliver.ts";
import { useNovel } from "./novel-view.ts";
import { CopyPacket, packetText } from "./packet-copy.tsx";
import { useTaking, WHOLE } from "./taking.ts";
import { Section, Subtitle } from "./text.tsx";

const Menu = onDemand(async () => (await import("./export-menu.tsx")).ExportMenu, {
  isApart: true,
  waiting: () => <p class="muted">{words.value.chrome.loading}</p>,
});

export function Export(): JSX.Element {
  const text = novelWords.value;
  const menu = useId();
  const [isOpen, setOpen] = useState(false);
  const { isMaking, said, take } = useTaking();
  return (
    <Section id="export" title={text.sections.export}>
      <p class="muted">{text.export.intro}</p>
      <div class="novel-exports">
        <Button kind="primary" disabled={isMaking} onPress={() => void take(WHOLE)}>
          {text.export.takeWhole}
        </Button>
        <Button disabled={isMaking} onPress={() => void take({ ...WHOLE, format: "markdown" })}>
          {text.export.takeMarkdown}
        </Button>
        <Button onPress={() => setOpen(!isOpen)} expanded={isOpen} controls={menu}>
          {text.export.choose}
        </Button>
        <Button kind="quiet" onPress={() => window.print()}>
          {text.export.print}
        </Button>
        {said === null ? null : <span class="muted">{said}</span>}
      </div>
      <div id={menu}>{isOpen ? <Menu /> : null}</div>
      <Packets />
    </Section>
  );
}

function Packets(): JSX.Element {
  const view = useNovel();
  const { novel, index } = view;
  const text = novelWords.value;
  const select = useId();
  const [at, setAt] = useState(0);
  const entry = index.chapters[at];
  const packet = useMemo(() => (entry ? packetText(view, entry) : ""), [view, entry]);
  return (
    <>
      <Subtitle>{text.export.packetsTitle}</Subtitle>
      <p class="muted">{text.export.packetsIntro}</p>
      {entry === undefined ? (
        <p>{text.export.noChapters}</p>
      ) : (
        <>
          <div class="novel-packet-bar">
            <label class="label" for={select}>
              {text.export.chapter}
            </label>
            <select
              id={select}
              class="box"
              lang={novel.language}
              value={String(at)}
              onChange={(event) => setAt(Number(event.currentTarget.value))}
            >
              {index.chapters.map(({ chapter, pointer }, position) => (
                <option key={pointer} value={String(position)}>
                  {text.packet.title(chapter.number, chapter.title)}
                </option>
              ))}
            </select>
            <CopyPacket key={entry.pointer} entry={entry} word={text.export.copy} />
            <Button
              kind="quiet"
              onPress={() =>
                downloadText(
                  packet,
                  fileNameOf(`${novel.title} ${entry.chapter.number} ${entry.chapter.title}`, "md"),
                  "text/markdown",
                )
              }
            >
              {text.export.download}
            </Button>
          </div>
          {/* A box that scrolls has to be reachable by keyboard. */}
          <pre
            class="novel-packet"
            lang={novel.language}
            dir="auto"
            tabIndex={0}
            role="region"
            aria-label={text.packet.title(entry.chapter.number, entry.chapter.title)}
          >
            {packet}
          </pre>
        </>
      )}
    </>
  );
}
