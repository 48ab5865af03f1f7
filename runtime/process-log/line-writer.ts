/**
 * Writes lines to a file descriptor and never waits for it: on a full disk, or before a reader that
 * reads no more, lines are left out. (sonic-boom, which pino would use, tries again for ever when the
 * process ends.)
 */
import { write, writeSync } from "node:fs";

export interface LineWriter {
  write(line: string): void;
}

/** At once: what was said before a crash is what one wants to read after it. */
export function writeAtOnce(fd: number): LineWriter {
  return {
    write(line) {
      try {
        writeSync(fd, line);
      } catch {
        // There is no room: the next line finds it again.
      }
    },
  };
}

/** Of a reader that is behind; what is more is left out. */
const MOST_HELD_CHARACTERS = 1024 * 1024;
const AGAIN_AFTER_MS = 100;
/** A write that takes longer is stuck, and so would be one at the end of the process. */
const STUCK_AFTER_MS = 500;

/** For a pipe, whose reader may stop reading. */
export function writeBehind(fd: number): LineWriter {
  let held: string[] = [];
  let heldCharacters = 0;
  let writingSince: number | null = null;

  const writeOut = (bytes: Buffer) => {
    writingSince = performance.now();
    write(fd, bytes, (error, written) => {
      if (error?.code === "EAGAIN") {
        setTimeout(() => writeOut(bytes), AGAIN_AFTER_MS).unref();
      } else if (error === null && written < bytes.byteLength) writeOut(bytes.subarray(written));
      else next();
    });
  };

  const next = () => {
    writingSince = null;
    if (held.length === 0) return;
    const bytes = Buffer.from(taken());
    writeOut(bytes);
  };

  const taken = () => {
    const lines = held.join("");
    held = [];
    heldCharacters = 0;
    return lines;
  };

  process.on("exit", () => {
    const isStuck = writingSince !== null && performance.now() - writingSince > STUCK_AFTER_MS;
    if (held.length > 0 && !isStuck) writeAtOnce(fd).write(taken());
  });
  return {
    write(line) {
      if (heldCharacters + line.length > MOST_HELD_CHARACTERS) return;
      held.push(line);
      heldCharacters += line.length;
      if (writingSince === null) next();
    },
  };
}
