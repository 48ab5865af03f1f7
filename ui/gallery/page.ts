/** The gallery's own page: frames of the real interface, chosen by language, theme, width and state. */

export interface Shown {
  readonly name: string;
  readonly language: string;
  readonly theme: string;
  readonly address: string;
}

const WIDTHS = [360, 768, 1440] as const;

/** Sets what an origin keeps of its writer, and goes on to the screen. */
export const preparePage = `<!doctype html><title>…</title><script src="/prepare.js"></script>`;

export function prepareScript(kept: { readonly language: string; readonly theme: string }): string {
  return `for (const [key, value] of Object.entries(${JSON.stringify(kept)})) {
  localStorage.setItem("genesis." + key, value);
}
location.replace(new URLSearchParams(location.search).get("to"));
`;
}

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
