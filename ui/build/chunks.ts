/**
 * What travels in one piece: many small files compress worse, and each has its way to and fro. The
 * rest is split where it is imported: a page, or a part that comes on demand.
 */

/** A folder of ui/ or of the repository, and the modules of it by name. */
const within = (folder: string, ...names: readonly string[]) =>
  new RegExp(`/${folder}/(?:${names.join("|")})\\.tsx?$`);

/**
 * What asks for all the rest: it runs while the rest is on its way, so none of it may be in a piece
 * that is larger.
 */
const FIRST: readonly RegExp[] = [
  /vite\/preload-helper/,
  within("ui", "page-place"),
  within("i18n", "pick-language", "word-files"),
  within("models/browser", "place"),
  within("pages", "pages"),
];

const CORE: readonly RegExp[] = [
  /\/node_modules\/(?:preact|@preact)\//,
  within("i18n", "word-set", "words", "interface-language", "dates", "many"),
  within("components/controls", "[\\w-]+"),
  within("components/page", "(?!preferences-sheet)[\\w-]+"),
  within("models/app", "announce", "first-use", "preferences"),
  within(
    "models/browser",
    "api",
    "page-client",
    "page-events",
    "random-key",
    "router",
    "server-clock",
    "small-client",
    "storage",
  ),
  within("models/content", "counting"),
  within("models/session", "drafts", "presses"),
  within("components", "connect-model"),
  within("shared-types", "pointer", "stage-names", "stages", "statuses"),
  within("shared-types/http", "client"),
];

/** A first look at the shelf and its doors. */
const DASHBOARD: readonly RegExp[] = [
  within("pages", "dashboard-page"),
  within("i18n", "dashboard\\.words", "genres"),
  within("components/dashboard", "(?!arrange-shelf|bring-log-panel)[\\w-]+"),
  within("components/account", "account"),
  within(
    "models/app",
    "account",
    "by-series",
    "dashboard",
    "put-away",
    "shared-idea",
    "shelf-deletion",
  ),
];

/** What every look at a book needs. */
const STUDIO: readonly RegExp[] = [
  within("pages", "studio-page"),
  within("i18n", "studio\\.words", "going-back\\.words", "labels"),
  within(
    "components/studio/frame",
    "announcements",
    "cost-popover",
    "keys",
    "notices",
    "panel",
    "stage-centre",
    "stepper",
    "top-line",
    "undo-redo",
  ),
  within("components/studio", "parts"),
  within("components/studio/presses", "press-failure", "reasons"),
  within("components/studio/dock", "dock", "near"),
  within("components/studio/decision", "cost-words", "decision"),
  within(
    "components/studio/document",
    "caret-at",
    "change-only",
    "document",
    "field-block",
    "field-value",
    "fold",
    "list-items",
    "lock-button",
    "origin",
  ),
  within("components/studio/rounds", "main-round"),
  within(
    "models/studio",
    "(?!brief|changed-places|mentions|own-prompt|restore-typed|stale-change|used-in)[\\w-]+",
  ),
  within("models/session", "(?!history|branches)[\\w-]+"),
  within("models/content", "field-text", "fields", "pointer", "references", "removed"),
  within(
    "models/stream",
    "follower",
    "later-follower",
    "messages",
    "page-follower",
    "shared-follower",
  ),
  within("shared-types/content", "fields\\.generated", "reached-by", "targets", "walk"),
];

const matches = (patterns: readonly RegExp[]) => (id: string) =>
  patterns.some((pattern) => pattern.test(id.replaceAll("\\", "/")));

export const CHUNK_GROUPS = [
  { name: "first", priority: 3, test: matches(FIRST) },
  { name: "core", priority: 2, test: matches(CORE) },
  { name: "dashboard", priority: 1, test: matches(DASHBOARD) },
  { name: "studio", priority: 1, test: matches(STUDIO) },
];
