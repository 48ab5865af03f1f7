/**
 * Words in traditional characters, as they are written in Taiwan, from the simplified ones: a file of
 * zh-TW passes on that of zh-CN, and OpenCC writes it anew, phrases too (软件: 軟體).
 */
import { readFile } from "node:fs/promises";
import { Converter } from "opencc-js/cn2t";
import type { Plugin } from "vite";

const MARK = "?traditional";

export function traditional(): Plugin {
  const write = Converter({ from: "cn", to: "twp" });
  return {
    name: "traditional",
    enforce: "pre",
    async resolveId(source, importer) {
      if (importer === undefined || !/zh-CN|stage-names/.test(source)) return null;
      if (!importer.endsWith("zh-TW.ts") && !importer.endsWith(MARK)) return null;
      const found = await this.resolve(source, importer.replace(MARK, ""), { skipSelf: true });
      return found === null ? null : `${found.id}${MARK}`;
    },
    async load(id) {
      if (!id.endsWith(MARK)) return null;
      const file = id.slice(0, -MARK.length);
      this.addWatchFile(file);
      return write(await readFile(file, "utf8"));
    },
  };
}
