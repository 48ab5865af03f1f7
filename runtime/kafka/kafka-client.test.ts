import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { createKafkaClient } from "./kafka-client.ts";
import { KAFKA_DEFAULTS } from "./kafka-config.ts";

test("what the client says of a broker that is away is a line of the one log, and nothing is printed", async () => {
  const lines: string[] = [];
  const into = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const printed = (["log", "info", "warn", "error"] as const).map((how) =>
    vi.spyOn(console, how).mockImplementation(() => undefined),
  );
  // Nothing listens there.
  const config = { ...KAFKA_DEFAULTS, brokers: ["127.0.0.1:1"] };
  const log = pino({ level: "debug" }, into);
  const admin = createKafkaClient(config, { clientId: "test", retries: 0 }, log).admin();
  await expect(admin.connect()).rejects.toThrow("ECONNREFUSED");
  await admin.disconnect();
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ msg: expect.stringContaining("ECONNREFUSED") }),
  );
});
