/** The vault as one file. */
import type { Novel } from "#shared/foundation/novel.ts";
import { safeFileName } from "#shared/novel/file-name.ts";
import { markdownOf } from "#shared/novel/markdown.ts";
import type { Beside } from "#shared/novel/novel-document.ts";
import { packetSection } from "#shared/novel/packet-document.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import { frontMatter } from "./front-matter.ts";
import { createNoteNames } from "./note-names.ts";
import type { Scope } from "./scope.ts";
import { stageNote, vaultFiles } from "./vault.ts";
import { type ZippedFile, zipOf } from "./zip.ts";

export function vaultOf(novel: Novel, scope: Scope, beside: Beside) {
  return zipOf(filesOf(novel, scope, beside), new Date(novel.updated_at));
}

function filesOf(novel: Novel, scope: Scope, beside: Beside): ZippedFile[] {
  switch (scope.of) {
    case "novel":
      return vaultFiles(novel, beside);
    case "stage": {
      const name = bookWordsIn(novel.language).stages[scope.stage];
      return [{ name: `${name}.md`, input: stageNote(novel, scope.stage, beside) }];
    }
    case "packet": {
      const { packet, index } = scope;
      const { number, title } = packet.entry.chapter;
      const name = createNoteNames()(`${number} ${title}`, "chapter");
      const properties = { type: "packet", title, number, book: novel.title };
      const body = markdownOf([packetSection(packet, novel, index)], {
        kind: "obsidian",
        link: () => null,
      });
      return [
        {
          name: `${safeFileName(name, "chapter")}.md`,
          input: `${frontMatter(properties)}\n${body}`,
        },
      ];
    }
  }
}
