/** A callback that is to end while Prefect has its calls and says nothing. */
import { once } from "node:events";
import { createServer } from "node:http";
import { pino } from "pino";
import { expect, test } from "vitest";
import { CALLBACK_DEFAULTS } from "../../../callback/config.ts";
import { startCallback } from "../../../callback/start-callback.ts";
import { createDatabase } from "../../provision/postgres.ts";

test("it ends, however long it would wait for an answer", async () => {
  await using database = await createDatabase();
  let asked = 0;
  const prefect = createServer(() => void (asked += 1)).listen(0, "127.0.0.1");
  await once(prefect, "listening");
  const address = prefect.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const callback = await startCallback(
    {
      ...CALLBACK_DEFAULTS,
      databaseUrl: database.url,
      prefect: { apiUrl: `http://127.0.0.1:${port}/api`, apiKey: null, authString: null },
      prefectTimeoutMs: 60 * 60_000,
      redis: null,
    },
    { log: pino({ level: "silent" }) },
  );
  try {
    await expect.poll(() => asked).toBeGreaterThan(0);
    await callback.stop();
  } finally {
    prefect.closeAllConnections();
    prefect.close();
  }
});
