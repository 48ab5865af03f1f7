/**
 * The page's own code is asked for beside its start, not after it: what `main.tsx` imports first is
 * named in the page. What the address needs beyond it, `main.tsx` asks for itself.
 */
import type { Plugin, Rolldown } from "vite";

export function askedAtOnce(entry: string): Plugin {
  return {
    name: "asked-at-once",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(entry));
        const names = first === undefined ? [] : withImports(first, chunks);
        return names
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `/${name}` },
            injectTo: "head" as const,
          }));
      },
    },
  };
}

function withImports(
  chunk: Rolldown.OutputChunk,
  chunks: readonly Rolldown.OutputChunk[],
  found: readonly string[] = [],
): readonly string[] {
  if (found.includes(chunk.fileName)) return found;
  return chunks
    .filter(({ fileName }) => chunk.imports.includes(fileName))
    .reduce<readonly string[]>(
      (all, next) => withImports(next, chunks, all),
      [...found, chunk.fileName],
    );
}
