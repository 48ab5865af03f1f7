/** Accounts: another device, the recovery phrase, signing in and out. */
import type { AccountWords } from "./account.zh-CN.ts";
import { many } from "./many.ts";

const books = (count: number) => many(count, "book", "books");

export const accountEn: AccountWords = {
  refused: {
    PHRASE_NEEDED:
      "This browser joined by a code. Use the first browser, or give the recovery phrase here first.",
  },
  title: "Keep your books beyond this browser",
  lead: "You have not registered anywhere, so your shelf lives with this browser. Leave it a way back before its data is cleared.",
  deviceTitle: "Use another device",
  deviceLead: "A code gives another device the same shelf: scan it there, or type it.",
  deviceMake: "Show a one-time code",
  deviceAgain: "Another code",
  deviceCode: "One-time code",
  deviceUntil: (time) =>
    `Good until ${time}, and once. Show it to nobody: whoever has it can open all of your books.`,
  deviceOver: "This code is too old.",
  deviceAddress: (address) => `Or open ${address} and type the code.`,
  deviceLocal:
    "This studio is open on this machine alone, so another device does not reach it. Another browser here does.",
  qr: "QR code of the address with the code",
  phraseTitle: "Recovery phrase",
  phraseLead: "Twelve words that bring your shelf back when every browser is gone.",
  phraseMake: "Show a recovery phrase",
  phraseAgain: "A new one",
  phraseMade: (date) => `You made one ${date}. A new one replaces it.`,
  phraseOnce:
    "Shown this once; only its fingerprint is kept. Write it on paper, and show it to nobody.",
  phraseDone: "I have written it down",
  copy: "Copy",
  copied: "Copied",
  phraseElsewhere: (date) =>
    `Another browser made one ${date}. What you wrote down before is no longer good.`,
  browsersTitle: "Browsers that open this shelf",
  someBrowser: "A browser",
  thisBrowser: "is this one",
  lastSeen: (date) => `last used ${date}`,
  putOut: "Put it out",
  mergesTitle: "Shelves that became one",
  mergedHere: (count, date) => `${books(count)} came here with another browser ${date}.`,
  mergedAway: (count, date) =>
    `${books(count)} that this browser had went to another shelf ${date}.`,
  undoMerge: "Undo",
  programs: "Programs and assistants",
  takeEverything: "Take everything along",
  deleteAccount: "Delete the account",
  deleteWhat: (count) =>
    count === 0
      ? "The account is gone at once, in every browser."
      : `The account and ${books(count)} are gone at once, in every browser; what is being written stops.`,
  backBySignIn: (days) =>
    `Sign in again within ${many(days, "day", "days")} and all is there again; then it is erased for good.`,
  backByPhrase: (days) =>
    `Your recovery phrase brings all of it back within ${many(days, "day", "days")}; then it is erased for good.`,
  backWithoutPhrase: (days) =>
    `You have no recovery phrase: make one first, or only whoever runs this studio can bring it back, within ${many(days, "day", "days")}. Then it is erased for good.`,
  backNever: "Here nothing brings it back.",
  deleteNow: "Delete all of it now",
  deleteNot: "Keep it",
  haveOne: "Have a code or a recovery phrase? Use it here",
  joinTitle: "Bring your shelf to this browser",
  joinLead:
    "Type the code that your other device shows, or the recovery phrase that you wrote down.",
  joinBox: "Code or recovery phrase",
  joinOwn: (count) =>
    `This browser has ${books(count)} already. They come along onto that shelf, and whoever can open it can open them.`,
  joinMine: "Give only a code that you made yourself.",
  join: "Bring it here",
  joining: "Bringing it…",
  joinEmpty: "Type the code or the phrase first.",
  joinWrong:
    "There is no such code or phrase. A code lasts ten minutes and works once; a phrase needs its twelve words exactly.",
  joinLimited: "Too many wrong tries. Try again in ten minutes.",
  joinDone: "It is here",
  joinBrought: (count) =>
    count === 0
      ? "This browser has the same shelf now."
      : `This browser has the same shelf now, and ${books(count)} came along.`,
  toShelf: "To the shelf",
  joinOidc: "This studio knows you by signing in; no code is needed.",
  signedInAs: (name) => (name === "" ? "Signed in" : `Signed in as ${name}`),
  signOut: "Sign out",
  signOutEverywhere: "Sign out on every device",
  takeTitle: (count) => `This browser has ${books(count)} from before you signed in.`,
  takeLead: "Take them along into your account, to go on with them on every device.",
  take: "Take them along",
  taking: "Taking them along…",
  taken: (count) => `${books(count)} came along.`,
};
