/**
 * All that is stored of an account as files, one after the other and each as it is asked for: of a
 * log one page is held, whatever its length.
 */
import type { Language } from "#shared/statuses.ts";
import type {
  AccountRecord,
  ExportedSession,
  LogKind,
  LogPage,
} from "../operations/export-operations.ts";
import { safeFileName, safeName } from "./file-names.ts";
import { readme } from "./readme.ts";

interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What of an account is listed as records. */
export type RecordKind = "sign_ins" | "tokens" | "audit";

/** Where it comes from. What has gone since it was listed is null. */
export interface AccountSource {
  readonly account: AccountRecord;
  merges(): Promise<readonly unknown[]>;
  records(kind: RecordKind, after: string | null): Promise<Listed<AccountRecord>>;
  sessions(after: string | null): Promise<Listed<ExportedSession>>;
  /** As JSON text. */
  state(session_id: string): Promise<string | null>;
  log(session_id: string, kind: LogKind, after: string | null): Promise<LogPage | null>;
  /** As JSON text. */
  novel(novel_id: string): Promise<string | null>;
  /** The materials of a book, without their texts. */
  materials(session_id: string): Promise<readonly KeptMaterial[]>;
  /** A material's file as it came, piece by piece. */
  materialFile(session_id: string, material_id: string): AsyncIterable<Uint8Array>;
}

export interface KeptMaterial {
  readonly material_id: string;
  readonly name: string;
}

export interface ExportedFile {
  readonly name: string;
  readonly input: AsyncIterable<Uint8Array>;
}

/** What is handed on at a time; the event loop is free in between. */
const PIECE_BYTES = 64 * 1024;

export async function* accountFiles(
  source: AccountSource,
  language: Language,
): AsyncGenerator<ExportedFile> {
  const file = (name: string, texts: AsyncIterable<string>) => ({ name, input: pieces(texts) });
  yield file(language === "en" ? "README.txt" : "说明.txt", only(readme(language)));
  yield file("account.json", account(source));
  for await (const session of listed((after) => source.sessions(after))) {
    const { session_id, novel_id } = session;
    const state = await source.state(session_id);
    // Deleted meanwhile.
    if (state === null) continue;
    const folder = `books/${safeName(session.title)}${session_id}`;
    yield file(`${folder}/state.json`, only(state));
    yield file(`${folder}/events.jsonl`, events(source, session_id));
    yield file(`${folder}/proposals.json`, proposals(source, session_id));
    const novel = novel_id === null ? null : await source.novel(novel_id);
    if (novel !== null) yield file(`${folder}/novel.json`, only(novel));
    for (const { material_id, name } of await source.materials(session_id)) {
      const input = source.materialFile(session_id, material_id);
      yield { name: `${folder}/materials/${material_id} ${safeFileName(name)}`, input };
    }
  }
}

async function* account(source: AccountSource): AsyncGenerator<string> {
  yield `{\n"account": ${JSON.stringify(source.account, null, 2)},\n`;
  yield `"merges": ${JSON.stringify(await source.merges(), null, 2)},\n`;
  yield '"sign_ins": ';
  yield* array(recordLines(source, "sign_ins"));
  yield ',\n"tokens": ';
  yield* array(recordLines(source, "tokens"));
  yield ',\n"audit": ';
  yield* array(recordLines(source, "audit"));
  yield "\n}\n";
}

async function* recordLines(source: AccountSource, kind: RecordKind): AsyncGenerator<string> {
  for await (const record of listed((after) => source.records(kind, after))) {
    yield JSON.stringify(record);
  }
}

async function* events(source: AccountSource, session_id: string): AsyncGenerator<string> {
  for await (const lines of logLines(source, session_id, "events")) yield `${lines}\n`;
}

function proposals(source: AccountSource, session_id: string): AsyncGenerator<string> {
  // No line of JSON has a line break inside.
  const items = async function* () {
    for await (const lines of logLines(source, session_id, "proposals")) {
      yield lines.replaceAll("\n", ",\n");
    }
  };
  return array(items());
}

/** @param items one or several with commas between, never nothing */
async function* array(items: AsyncIterable<string>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const item of items) {
    yield before + item;
    before = ",\n";
  }
  yield before === "[\n" ? "[]" : "\n]";
}

async function* logLines(
  source: AccountSource,
  session_id: string,
  kind: LogKind,
): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const page: LogPage | null = await source.log(session_id, kind, after);
    if (page === null) return;
    if (page.lines !== "") yield page.lines;
    after = page.next;
  } while (after !== null);
}

async function* listed<T>(ask: (after: string | null) => Promise<Listed<T>>): AsyncGenerator<T> {
  let after: string | null = null;
  do {
    const page: Listed<T> = await ask(after);
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}

async function* pieces(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    for (let offset = 0; offset < bytes.byteLength; offset += PIECE_BYTES) {
      yield bytes.subarray(offset, offset + PIECE_BYTES);
    }
  }
}
