/** Every word in both languages, for tests that read them without a page: imported for that. */
import "../i18n/account.words.ts";
import "../i18n/cost.words.ts";
import "../i18n/dashboard.words.ts";
import "../i18n/labels.ts";
import "../i18n/model.words.ts";
import "../i18n/novel.words.ts";
import "../i18n/studio.words.ts";
import "../i18n/studio-more.words.ts";
import "../i18n/branches.words.ts";
import "../i18n/log.words.ts";
import "../i18n/material.words.ts";
import "../i18n/past.words.ts";
import "../i18n/presence.words.ts";
import "../i18n/programs.words.ts";
import "../i18n/shelf.words.ts";
import { loadWords } from "../i18n/word-set.ts";

await loadWords("en");
await loadWords("zh-CN");
