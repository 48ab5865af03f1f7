/** How the file of each format ends. */
import type { ExportFormat } from "#shared/http/novel-routes.ts";

export const EXPORT_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  markdown: "md",
  obsidian: "zip",
  docx: "docx",
  epub: "epub",
  json: "json",
};
