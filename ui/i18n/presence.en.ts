import type { PresenceWords } from "./presence.zh-CN.ts";

export const presenceEn: PresenceWords = {
  here: "in another window of this browser",
  elsewhere: "on another device",
  phone: (device) => `on your phone (${device})`,
  tablet: (device) => `on your tablet (${device})`,
  computer: (device) => `on a computer (${device})`,
  open: (where) => `Also open ${where}.`,
  looking: (where, stage) => `Also open ${where}, at ${stage}.`,
  editing: (where, stage) => `Also open ${where}, editing ${stage}.`,
};
