/** The gallery's servers: one for its own page, and one for each state in each language and theme. */
import { createServer } from "node:http";
import { LANGUAGES } from "#shared/statuses.ts";
import { startFakeServer } from "../testing/fake-server.ts";
import { addressOf, galleryPage, prepareFiles, type Shown } from "./page.ts";
import { SCENARIOS } from "./scenarios.ts";

const THEMES = ["light", "dark"] as const;

export interface Gallery extends AsyncDisposable {
  readonly url: string;
}

/** @param built the built interface's folder @param port 0: any that is free @param names only these states */
export async function startGallery(
  built: string,
  port: number,
  names?: readonly string[],
): Promise<Gallery> {
  // A language and a theme are kept by origin, and a shelf by server: each state has one of its own.
  const shown: Shown[] = [];
  const servers: { readonly stop: () => Promise<void> }[] = [];
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      for (const scenario of SCENARIOS) {
        if (names?.includes(scenario.name) === false) continue;
        const server = await startFakeServer({ built, extra: prepareFiles({ language, theme }) });
        servers.push(server);
        const address = addressOf(server.url, scenario.prepare(server, language), scenario);
        shown.push({ name: scenario.name, language, theme, address });
      }
    }
  }
  const own = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(galleryPage(shown, searchParams));
  });
  await new Promise<void>((resolve) => own.listen(port, "127.0.0.1", resolve));
  const address = own.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`,
    async [Symbol.asyncDispose]() {
      own.closeAllConnections();
      await new Promise<void>((resolve) => own.close(() => resolve()));
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
