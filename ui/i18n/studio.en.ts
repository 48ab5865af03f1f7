/** The words of the studio's page. */
import { goingBackEn } from "./going-back.en.ts";
import { many } from "./many.ts";
import type { StudioWords } from "./studio.zh-CN.ts";

export const studioEn: StudioWords = {
  session: {
    saved: "Saved",
    unsaved: "Not saved yet",
    saving: "Saving…",
    connection: {
      connecting: "Connecting…",
      live: "In sync",
      reconnecting: "Connecting again…",
      polling: "Unsteady connection, updated every two seconds",
      offline: "Offline",
    },
    generatorSample: "Samples",
    cost: (usd) => `${usd} spent`,
    costAtLeast: (usd) => `At least ${usd} spent`,
    costFree: "Free",
    costUnknown: "Price unknown",
    costNone: "Nothing spent yet",
    signedOut: "You are signed out. What was not saved is kept on this device.",
    unreachable:
      "The studio does not answer; trying again… What was not saved is kept on this device.",
    stepper: "The five stages",
    stepOf: (step, of) => `${step}/${of}`,
    step: (step) => `Step ${step}`,
    staleBecause: (stages) => `${stages} changed since`,
    goOn: (stage) => `Go to ${stage}`,
    viewing: (stage) => `${stage}: confirmed, and here to be read.`,
    completed: "The set-up is finished.",
    openNovel: "Open the novel",
    notYet: "This stage has not begun.",
    leads: {
      CONCEPT_SELECTION:
        "Choose one concept. If none is right, say what is wrong, or ask for others.",
      STORY_CONCEPTION:
        "What the book is about, and in which voice. Everything can be edited and locked.",
      WORLDVIEW: "The rules, places and secrets of the story.",
      CHARACTERS: "Who is in it, and what stands between them.",
      PLOT_OUTLINE: "From the first image to the ending, chapter by chapter.",
    },
  },
  generating: {
    said: {
      started: "Writing has begun.",
      candidate: (letter) => `${letter} is finished.`,
      ended: "Writing is finished.",
      failed: "It could not be written.",
      stopped: "Stopped.",
    },
    reason:
      "Being written now: available when it is done or stopped. Reading, copying, editing and locking go on.",
  },
  round: {
    name: (round) => `Round ${round}`,
    newest: "newest",
    count: (count) => many(count, "candidate", "candidates"),
    older: "Other rounds",
    showOlder: (count) => `${many(count, "earlier round", "earlier rounds")}`,
    loading: "Opening…",
    failed: "It did not open.",
    feedback: (feedback) => `You asked: ${feedback}`,
    locked: (count) => `${count} kept`,
    workingIsOlder: (round) => `Your choice is from round ${round}.`,
    versions: (count) => many(count, "version", "versions"),
    versionsOf: (letter) => `Versions of ${letter}`,
    versionName: (letter, version) => `Version ${version} of ${letter}`,
    removed: "(removed)",
    wasRemoved: (name) => `${name} (removed)`,
    candidates: "Candidates",
  },
  reasons: {
    chooseFirst: "Choose one first, then confirm.",
    reading: "Go back to the current stage first.",
    notNow: "This cannot be done now.",
    sending: "Sending…",
    withEdits: (count) =>
      `${many(count, "edit that is not saved goes", "edits that are not saved go")} with it.`,
    emptyFeedback: "Say what to change first.",
    tooLong: "This is too long. Please shorten it.",
  },
  changedMark: "changed",
  locks: {
    count: (count) => `${count} locked`,
    keep: "keep these",
  },
  feedback: {
    label: "What should change?",
    scope: (letter) => `Changes ${letter}, which you chose; the others stay.`,
    scopeOne: "Changes this one only; what is locked stays.",
    scopeLocked: (count) =>
      `Changes this one only; ${many(count, "locked part stays", "locked parts stay")}.`,
    scopeOnly: (place) => `Changes only this: ${place}.`,
    scopeGroup: "What it is about",
    aimAtAll: "Everything unlocked",
    quoted: "About",
    about: (quote, feedback) => `About “${quote}”: ${feedback}`,
    and: "; ",
    placeholder: "For example: make her older, and the ending less neat",
    chips: {
      CONCEPT_SELECTION:
        "Raise the stakes|A more surprising opening|A more active lead|Closer to everyday life",
      STORY_CONCEPTION:
        "A quieter voice|More movement in the middle|A stronger case for the other side|Pleasures sooner",
      WORLDVIEW: "Fewer, harder rules|More concrete costs|More of daily life|Secrets buried deeper",
      CHARACTERS:
        "Let them argue better|A villain with a point|A more costly flaw|Fewer characters",
      PLOT_OUTLINE: "Start faster|An earlier turn|A more restrained ending|Stronger chapter hooks",
    },
  },
  panel: {
    label: "Changes, history and your words",
    changes: "Changes",
    history: "History",
    brief: "Your words",
    material: "Material",
  },
  goingBack: goingBackEn,
};
