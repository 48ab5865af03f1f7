/** One-time codes and recovery phrases: made here, shown once, and kept as a hash. */
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as chinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import { DEVICE_CODE_ALPHABET, DEVICE_CODE_LENGTH, RECOVERY_WORDS } from "#shared/http/account.ts";
import type { Language } from "#shared/statuses.ts";
import { base64 } from "../http/encoding.ts";

/** What PostgreSQL keeps of it: SHA-256, which is enough for what is random itself. */
export interface JoinSecret {
  readonly kind: "code" | "phrase";
  readonly hashBase64: string;
}

/** 40 bits: good for ten minutes, and an address has some hundred guesses in that time. */
export async function newDeviceCode(): Promise<{ readonly code: string } & JoinSecret> {
  const random = crypto.getRandomValues(new Uint8Array(DEVICE_CODE_LENGTH));
  // 32 letters: the low five bits of a random byte choose each evenly.
  const code = Array.from(random, (byte) => DEVICE_CODE_ALPHABET.charAt(byte & 31)).join("");
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`;
  return { code: shown, kind: "code", hashBase64: await hashOf(new TextEncoder().encode(code)) };
}

/** A code as somebody typed it; null where it cannot be one. */
export async function readDeviceCode(typed: string): Promise<JoinSecret | null> {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const isCode =
    code.length === DEVICE_CODE_LENGTH &&
    Array.from(code).every((letter) => DEVICE_CODE_ALPHABET.includes(letter));
  if (!isCode) return null;
  return { kind: "code", hashBase64: await hashOf(new TextEncoder().encode(code)) };
}

/** 128 bits as twelve words of BIP 39, the last of which checks the others. */
export async function newRecoveryPhrase(
  language: Language,
): Promise<{ readonly phrase: string } & JoinSecret> {
  const entropy = crypto.getRandomValues(new Uint8Array(16));
  const phrase = entropyToMnemonic(entropy, language === "en" ? english : chinese);
  return { phrase, kind: "phrase", hashBase64: await hashOf(entropy) };
}

/** A phrase as somebody typed it, in either language; null where a word is wrong. */
export async function readRecoveryPhrase(typed: string): Promise<JoinSecret | null> {
  const text = typed.normalize("NFKD").toLowerCase().trim();
  const words = text.split(/[\s,.;:、，。；：]+/u).filter((word) => word !== "");
  // Chinese characters are mostly typed without spaces.
  const joined = Array.from(words.join(""));
  for (const [given, list] of [
    [words, english],
    [joined, chinese],
  ] as const) {
    if (given.length !== RECOVERY_WORDS) continue;
    const entropy = entropyOf(given.join(" "), list);
    if (entropy !== null) return { kind: "phrase", hashBase64: await hashOf(entropy) };
  }
  return null;
}

function entropyOf(phrase: string, list: string[]): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(mnemonicToEntropy(phrase, list));
  } catch {
    return null;
  }
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
