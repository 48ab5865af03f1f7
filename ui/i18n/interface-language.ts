/** The interface's language; a book has its own. It is chosen and kept in models/app/preferences.ts. */
import { signal } from "@preact/signals";
import type { Language } from "#shared/statuses.ts";

export const interfaceLanguage = signal<Language>("zh-CN");
