/** Some files as one. */
import { downloadZip } from "client-zip";

export interface ZippedFile {
  readonly name: string;
  readonly input: string;
}

/** Each file is dated `at`, so that the same book gives the same bytes. */
export async function zipOf(
  files: readonly ZippedFile[],
  at: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const dated = files.map((file) => ({ ...file, lastModified: at }));
  return new Uint8Array(await downloadZip(dated).arrayBuffer());
}
