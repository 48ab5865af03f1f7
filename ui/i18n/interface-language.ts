/** The interface's language; a book has its own. It is chosen and kept in models/app/preferences.ts. */
import { computed, signal } from "@preact/signals";
import type { Language } from "#shared/statuses.ts";

/** A BCP 47 tag that has its files here. */
export const interfaceLanguage = signal("zh-CN");

/** A book's language, nearest to a tag: what is counted, and how a new book is written. */
export const nearestLanguage = (tag: string): Language => (tag.startsWith("zh") ? "zh-CN" : "en");

/** That of the interface. */
export const writingLanguage = computed(() => nearestLanguage(interfaceLanguage.value));
