// The other process of file-lock.test.ts: takes the lock it is named, says so, and stays.
import { acquireFileLock } from "./file-lock.mjs";

process.send?.(acquireFileLock(process.argv[2] ?? "").status);
setInterval(() => undefined, 60_000);
