/** The gallery's own page: frames of the real interface, chosen by language, theme, width and state. */
import type { Scenario } from "./making.ts";

export interface Shown {
  readonly name: string;
  readonly language: string;
  readonly theme: string;
  readonly address: string;
}

const WIDTHS = [360, 768, 1440] as const;

/** The files of an origin that set what it keeps of its writer, and go on to a screen. */
export function prepareFiles(kept: {
  readonly language: string;
  readonly theme: string;
}): ReadonlyMap<string, { readonly type: string; readonly body: string }> {
  return new Map([
    ["/prepare", { type: "text/html; charset=utf-8", body: PREPARE }],
    [
      "/prepare.js",
      { type: "text/javascript", body: `(${PREPARATION})(${JSON.stringify(kept)});\n` },
    ],
  ]);
}

/** Where a state is shown: at the address that it was brought about at, pressed as it says. */
export function addressOf(origin: string, to: string, { shown, presses = [] }: Scenario): string {
  const asked =
    presses.length === 0 ? [] : [shown, ...presses].map((at): [string, string] => ["press", at]);
  return `${origin}/prepare?${new URLSearchParams([["to", to], ...asked])}`;
}

const PREPARE = `<!doctype html><title>…</title><body><script src="/prepare.js"></script>`;

/** What is to be pressed stands in a frame of the same origin: only from there can it be. */
const PREPARATION = `async (kept) => {
  for (const [key, value] of Object.entries(kept)) localStorage.setItem("genesis." + key, value);
  const asked = new URLSearchParams(location.search);
  const [shown, ...presses] = asked.getAll("press");
  if (shown === undefined) return location.replace(asked.get("to"));
  const frame = document.createElement("iframe");
  frame.title = "…";
  frame.style = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
  frame.src = asked.get("to");
  document.body.append(frame);
  const found = async (selector) => {
    for (;;) {
      const element = frame.contentDocument?.querySelector(selector);
      if (element) return element;
      await new Promise((look) => setTimeout(look, 50));
    }
  };
  await found(shown);
  for (const press of presses) (await found(press)).click();
}`;

/** @param asked `language`, `theme`, `width` and `name`; what is absent is the first there is, of names all */
export function galleryPage(shown: readonly Shown[], asked: URLSearchParams): string {
  const one = (key: "language" | "theme" | "name") => asked.get(key);
  const language = one("language") ?? shown[0]?.language ?? "";
  const theme = one("theme") ?? shown[0]?.theme ?? "";
  const width = Number(asked.get("width") ?? WIDTHS[2]);
  const name = one("name");
  const link = (change: Readonly<Record<string, string | null>>, label: string, isNow: boolean) => {
    const next = new URLSearchParams();
    const now = { language, theme, width: String(width), name, ...change };
    for (const [key, value] of Object.entries(now)) if (value !== null) next.set(key, value);
    return `<a href="?${next.toString().replaceAll("&", "&amp;")}"${isNow ? ' aria-current="true"' : ""}>${label}</a>`;
  };
  const values = (key: "language" | "theme" | "name") => [...new Set(shown.map((at) => at[key]))];
  const frames = shown
    .filter((at) => at.language === language && at.theme === theme)
    .filter((at) => name === null || at.name === name)
    .map(
      (at) => `<section><h2>${at.name}</h2>
<iframe title="${at.name}" loading="lazy" width="${width}" height="${width < 768 ? 740 : 900}" src="${at.address}"></iframe></section>`,
    );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery</title>
<style>
body { margin: 0; font: 14px/20px system-ui, sans-serif; background: #888; }
nav { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 8px 16px; background: #fff; }
a { margin-right: 8px; }
[aria-current] { font-weight: 700; }
section { padding: 16px; }
iframe { border: 0; background: #fff; }
</style>
<nav>
<span>${values("language")
    .map((at) => link({ language: at }, at, at === language))
    .join("")}</span>
<span>${values("theme")
    .map((at) => link({ theme: at }, at, at === theme))
    .join("")}</span>
<span>${WIDTHS.map((at) => link({ width: String(at) }, String(at), at === width)).join("")}</span>
<span>${link({ name: null }, "all", name === null)}${values("name")
    .map((at) => link({ name: at }, at, at === name))
    .join("")}</span>
</nav>
${frames.join("\n")}
`;
}
