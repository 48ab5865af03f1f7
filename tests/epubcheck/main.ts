/**
 * `npm run epubcheck`: the exports as EPUB, of every kind of name, through the W3C's own checker. It needs
 * Java and Maven, which fetches the checker; the suite opens the same files with another library.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexNovel } from "#shared/novel/novel-index.ts";
import { ALL_BESIDE } from "#shared/novel/novel-document.ts";
import { exportNovel } from "../../edge/export/novel/novel-export.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { NOVELS } from "../integration/exports/hostile.ts";

const VERSION = "5.1.0";
const CHECKER = "com.adobe.epubcheck.tool.Checker";

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>genesis</groupId><artifactId>epubcheck</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.w3c</groupId><artifactId>epubcheck</artifactId><version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return (await runProgram(program, [...args], { cwd, env: process.env })).output;
}

const folder = await mkdtemp(join(tmpdir(), "genesis-epubcheck-"));
try {
  await writeFile(join(folder, "pom.xml"), POM);
  await run("mvn", ["-q", "dependency:copy-dependencies", "-DoutputDirectory=lib"], folder);
  for (const [name, novel] of Object.entries(NOVELS)) {
    const [chapter] = indexNovel(novel).chapters;
    for (const [scope, wanted] of [
      ["whole", { stage: null, chapter: null }],
      ["stage", { stage: "WORLDVIEW", chapter: null }],
      ["packet", { stage: null, chapter: chapter?.chapter.id ?? "" }],
    ] as const) {
      const asked = { format: "epub", beside: ALL_BESIDE, ...wanted } as const;
      const made = await exportNovel(novel, asked, "http://127.0.0.1/schema");
      if (made.outcome !== "MADE") throw new Error(`${name} ${scope}: ${made.outcome}`);
      const file = join(folder, `${name}-${scope}.epub`);
      await writeFile(file, made.file.bytes);
      const said = await run("java", ["-cp", join(folder, "lib", "*"), CHECKER, file], folder);
      const isGood = said.includes("No errors or warnings detected");
      console.log(`${isGood ? "good" : "BAD "} ${name} ${scope}`);
      if (!isGood) {
        console.error(said);
        process.exitCode = 1;
      }
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
