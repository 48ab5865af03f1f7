/** A press that takes the novel along as a file, and what becomes of it in words. */
import { useState } from "preact/hooks";
import { EXPORT_ENDINGS } from "#shared/novel/export-endings.ts";
import { fileNameOf } from "#shared/novel/file-name.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { announce } from "../../models/app/announce.ts";
import { exportPath, takeAlong, type Wish } from "../../models/novel/take-along.ts";
import { downloadBlob } from "./deliver.ts";
import { useNovel } from "./novel-view.ts";

/** All of it, for what most write on in. */
export const WHOLE: Wish = {
  format: "docx",
  scope: { of: "novel" },
  brief: true,
  provenance: true,
  checks: true,
};

export interface Taking {
  readonly isMaking: boolean;
  /** Of the last press; null before the first. */
  readonly said: string | null;
  readonly take: (wish: Wish) => Promise<void>;
}

export function useTaking(): Taking {
  const { novel } = useNovel();
  const text = novelWords.value.export;
  const [isMaking, setMaking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  return {
    isMaking,
    said,
    async take(wish) {
      setMaking(true);
      setSaid(text.making);
      const path = exportPath(novel.novel_id, novel.edition, wish);
      const taken = await takeAlong(path, fileNameOf(novel.title, EXPORT_ENDINGS[wish.format]));
      if (taken.outcome === "file") downloadBlob(taken.blob, taken.name);
      const sentence = taken.outcome === "file" ? text.made(taken.name) : text.failed[taken.reason];
      setMaking(false);
      setSaid(sentence);
      announce(sentence);
    },
  };
}
