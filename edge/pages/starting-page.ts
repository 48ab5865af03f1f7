/** Shown while the interface or a part is not ready: says what is starting and reloads by itself. */
import type { PARTS } from "#shared/http/http.ts";
import { escapeHtml } from "./html.ts";
import { plainPage } from "./plain-page.ts";

const RELOAD_SECONDS = 1;

const NAMES: Readonly<Record<(typeof PARTS)[number] | "ui", readonly [zh: string, en: string]>> = {
  database: ["数据库", "Database"],
  edge: ["服务入口", "Web server"],
  relay: ["事件中继", "Event relay"],
  callback: ["流程回调", "Callback"],
  prefect: ["流程引擎", "Workflow engine"],
  flows: ["写作助手", "Generator"],
  ui: ["界面", "Interface"],
};

export interface StartingPart {
  readonly name: string;
  readonly isReady: boolean;
}

export function startingPage(parts: readonly StartingPart[]): string {
  const rows = parts.map(({ name, isReady }) => {
    const [zh, en] = isNamed(name) ? NAMES[name] : [name, name];
    const state = isReady ? "✓ 就绪 · ready" : "… 启动中 · starting";
    return `<li class="part"><span>${escapeHtml(`${zh} · ${en}`)}</span><span class="muted">${state}</span></li>`;
  });
  return plainPage(
    `<p>正在启动，就绪后本页会自动打开。</p>
<p lang="en">Starting; this page opens by itself when it is ready.</p>
<ul>
${rows.join("\n")}
</ul>`,
    `<meta http-equiv="refresh" content="${RELOAD_SECONDS}">\n`,
  );
}

function isNamed(name: string): name is keyof typeof NAMES {
  return Object.hasOwn(NAMES, name);
}
