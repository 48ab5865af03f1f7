/** Taking the novel along: the whole as Markdown or JSON, and each chapter's packet. */
import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { en } from "../../i18n/en.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { zhCN } from "../../i18n/zh-CN.ts";
import { novelMarkdown } from "../../models/novel/novel-markdown.ts";
import { fileNameOf } from "../../models/novel/novel-markdown-text.ts";
import { Button } from "../controls/button.tsx";
import { downloadText } from "./deliver.ts";
import { useNovel } from "./novel-view.ts";
import { CopyPacket, packetText } from "./packet-copy.tsx";
import { Section, Subtitle } from "./text.tsx";

export function Export(): JSX.Element {
  const { novel } = useNovel();
  const text = novelWords.value;
  const markdownNote = useId();
  const jsonNote = useId();
  const saveMarkdown = () => {
    const { stages } = novel.language === "en" ? en : zhCN;
    downloadText(novelMarkdown(novel, stages), fileNameOf(novel.title, "md"), "text/markdown");
  };
  const saveJson = () => {
    const json = `${JSON.stringify(novel, null, 2)}\n`;
    downloadText(json, fileNameOf(novel.title, "json"), "application/json");
  };
  return (
    <Section id="export" title={text.sections.export}>
      <p class="muted">{text.export.intro}</p>
      <ul class="novel-exports">
        <li>
          <Button kind="primary" onPress={saveMarkdown} describedBy={markdownNote}>
            {text.export.markdown}
          </Button>
          <span class="muted" id={markdownNote}>
            {text.export.markdownNote}
          </span>
        </li>
        <li>
          <Button onPress={saveJson} describedBy={jsonNote}>
            {text.export.json}
          </Button>
          <span class="muted" id={jsonNote}>
            {text.export.jsonNote}
          </span>
        </li>
        <li>
          <Button kind="quiet" onPress={() => window.print()}>
            {text.export.print}
          </Button>
        </li>
      </ul>
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
