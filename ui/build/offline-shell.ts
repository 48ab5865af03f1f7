/** Writes into the service worker which files the interface needs without a network. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

export const SERVICE_WORKER = "service-worker";

/** Words are kept by language: a page reads one language's. */
const WORDS = /\/i18n\/(?:[\w-]+\.)?([a-z]{2}(?:-[A-Z]\w+)?)\.ts$/;

export function offlineShell(): Plugin {
  return {
    name: "offline-shell",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle[`${SERVICE_WORKER}.js`];
        if (worker?.type !== "chunk") return;
        const names = Object.values(bundle).flatMap((file) => {
          if (file === worker || !file.fileName.startsWith("assets/")) return [];
          if (file.type === "asset")
            return /\.(?:css|js)$/.test(file.fileName) ? [file.fileName] : [];
          return WORDS.test(file.facadeModuleId ?? "") ? [] : [file.fileName];
        });
        const shell = names.toSorted().map((name) => `/${name}`);
        const version = createHash("sha256").update(shell.join(" ")).digest("hex").slice(0, 12);
        const words = Object.values(bundle).flatMap((file) => {
          if (file.type !== "chunk") return [];
          const language = WORDS.exec(file.facadeModuleId ?? "")?.[1];
          return language === undefined ? [] : [`${language}:/${file.fileName}`];
        });
        worker.code = worker.code
          .replace("%SHELL%", shell.join(" "))
          .replace("%WORDS%", words.toSorted().join(" "))
          .replace("%VERSION%", version);
      },
    },
  };
}
