/** The words of tokens for programs; they come with their panel. */
import type { ProgramsWords } from "./programs.zh-CN.ts";

export const programsEn: ProgramsWords = {
  title: "Programs and assistants",
  lead: "Let an assistant or a script of your own open this shelf: give it a token, and tell it the address.",
  address: (url) => `MCP address: ${url}`,
  name: "What you call it",
  nameHint: "Such as: my assistant",
  scope: "What it may do",
  scopes: {
    propose: "Read and propose",
    read: "Read only",
    full: "Everything",
  },
  scopeWhat: {
    propose:
      "It reads, begins books, saves, revises and regenerates. Confirming stays yours, always.",
    read: "It reads your books, and nothing else.",
    full: "It may confirm, finish and delete for you, and change settings. For programs you trust wholly.",
  },
  make: "Make a token",
  once: "Shown this once; only its fingerprint is kept. Show it to nobody else.",
  token: "Token",
  copy: "Copy",
  copied: "Copied",
  done: "I have put it away",
  list: "Tokens that are good",
  never: "not used yet",
  used: (date) => `last used ${date}`,
  end: "End it",
  endNamed: (name) => `End it: ${name}`,
  webhooks: "Tell an address what happens in your books",
  webhooksLead:
    "One signed POST for each thing that happens. The events hold your books' texts: give an address of your own.",
  webhookUrl: "Address",
  webhookAdd: "Add it",
  webhookSecret: "Signing secret",
  webhookWrong:
    "Nothing can be sent there. It has to be a public https:// address without a name or password in it.",
  webhookState: (pending, failed) =>
    failed > 0 ? `${failed} undelivered` : pending > 0 ? `${pending} waiting` : "all delivered",
  webhookRetry: "Try them again",
};
