/** The words of the novel's page and of what is exported from it. */
import { bookEn } from "#shared/novel/words.en.ts";
import type { novelZhCN } from "./novel.zh-CN.ts";
import type { Shape } from "./shape.ts";

export const novelEn: Shape<typeof novelZhCN> = {
  ...bookEn,
  backToStudio: "Back to the studio",
  loading: "Opening the novel…",
  missingTitle: "There is no such novel",
  missing: "The address may be mistyped, or it belongs to another account.",
  unreachable:
    "The novel cannot be fetched right now. It is kept safe; try again once you are connected.",
  retry: "Try again",
  sections: {
    overview: "Overview",
    world: "World",
    characters: "Characters",
    outline: "Outline",
    checks: "Checks",
    export: "Export",
    series: "Series",
  },
  overview: {
    promise: "What this book is",
    story: "The story",
    book: "How it is written",
  },
  relations: {
    title: "Relations",
    drawing: "Drawing",
    drawn: (names) => `Drawing of the relations between ${names}. The list says the same.`,
    some: (shown, all) =>
      `The drawing shows the ${shown} of ${all} people with most relations; the rest are in the list.`,
    list: "List of relations",
    to: "and",
  },
  chapters: {
    count: (n) => (n === 0 ? "No chapters yet" : n === 1 ? "1 chapter" : `${n} chapters`),
    number: (n) => `Chapter ${n}`,
    openAll: "Open every chapter",
    closeAll: "Close every chapter",
    copyPacket: "Copy the packet",
    pov: "Point of view",
    place: "Place",
    cast: "Cast",
    unresolved: "Names nobody",
  },
  export: {
    intro: "Take the whole foundation along and write on in any editor, or with any model.",
    choose: "Choose a format",
    opening: "Opening…",
    formats: "Format",
    format: {
      docx: "DOCX",
      markdown: "Markdown",
      obsidian: "Obsidian",
      epub: "EPUB",
      json: "JSON",
    },
    formatNote: {
      docx: "For Word and its kin: heading styles, contents, open questions as comments.",
      markdown: "One text file that any editor or model reads.",
      obsidian: "Linked notes: one for each person, place, chapter and thread.",
      epub: "An e-book, for a reader.",
      json: "The data as it is, field by field, by a published schema.",
    },
    what: "What to take",
    whole: "The whole foundation",
    oneStage: "One stage",
    onePacket: "One chapter's packet",
    beside: "With it",
    brief: "Your own words",
    provenance: "Where each text is from (samples are always labelled)",
    checks: "The checks",
    take: "Download",
    making: "Making the file…",
    made: (name) => `“${name}” is ready.`,
    failed: {
      wait: "That was too many requests. Wait a few seconds and press again.",
      unreachable:
        "The file could not be fetched. The novel is kept safe; press again once you are connected.",
      missing: "This novel is not there any more.",
    },
    print: "Print",
    packetsTitle: "Chapter packets",
    packetsIntro:
      "One for each chapter: goal, beats, voice, and only the people, places, rules and secrets known by then.",
    noChapters: "The outline has no chapters yet.",
    chapter: "Chapter",
    copy: "Copy the packet",
    download: "Download the packet",
    copied: (title) => `The packet of “${title}” is copied.`,
    notCopied: "It could not be copied. Select the text below and copy it yourself.",
  },
  series: {
    place: (title, number) => `The “${title}” series · book ${number}`,
    books: "Books of the series",
    next: "Begin the next book",
    nextNote:
      "It starts from this book's world and cast: what is settled is locked at first, and what changes between the two is asked.",
    beginning: "Beginning…",
    bible: "The series' bible",
    bibleNote:
      "From which book on each thing is true, which books have it, and which changed it. A change of it touches every book that has it.",
    closeBible: "Close the bible",
    since: (number) => `True from book ${number} on`,
    inBooks: (numbers) => `In books ${numbers}`,
    changed: (number, fields) => `Book ${number} changed ${fields}`,
    failed: "It could not be begun. Press again.",
    opening: "Opening…",
    bibleFailed: "The bible cannot be fetched right now. Press again.",
  },
  checks: {
    ...bookEn.checks,
    intro: "Found by rule, as reminders. None of them keeps you from writing.",
    goTo: (where) => `Go to ${where}`,
  },
};
