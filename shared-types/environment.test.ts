import { describe, expect, it } from "vitest";
import { environment } from "./environment.ts";
import { EnvironmentError, readEnvironment } from "./environment/read-environment.ts";

function problemsOf(read: () => unknown): EnvironmentError {
  try {
    read();
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("readEnvironment", () => {
  it("gives the documented defaults where nothing is set", () => {
    const values = readEnvironment(environment, {});
    expect(values.HOST).toBe("127.0.0.1");
    expect([values.PORT, values.RELAY_PORT, values.CALLBACK_PORT, values.FLOWS_PORT]).toEqual([
      8787, 8788, 8789, 8790,
    ]);
    expect(values.GENESIS_DATA_DIR).toBe(".data");
    expect(values.AUTH_MODE).toBe("local");
    expect(values.DATABASE_URL).toBeUndefined();
    expect(values.KAFKA_BROKERS).toBeUndefined();
  });

  it("treats an empty variable as absent", () => {
    expect(readEnvironment(environment, { PORT: "", DATABASE_URL: " " }).PORT).toBe(8787);
  });

  it("takes no line break behind a value for a part of it, as a secret's file ends with one", () => {
    const { PORT, KAFKA_SSL, DATABASE_URL, GENESIS_SECRET } = environment;
    const url = "postgres://u:p@db/d?sslmode=require";
    const secret = "s".repeat(40);
    expect(
      readEnvironment(
        { PORT, KAFKA_SSL, DATABASE_URL, GENESIS_SECRET },
        {
          PORT: "9000\r\n",
          KAFKA_SSL: " on\n",
          DATABASE_URL: `${url}\n`,
          GENESIS_SECRET: `${secret}\n`,
        },
      ),
    ).toEqual({ PORT: 9000, KAFKA_SSL: "on", DATABASE_URL: url, GENESIS_SECRET: [secret] });
  });

  it("gives typed values", () => {
    const { PORT, KAFKA_BROKERS, PREFECT_API_URL, PUBLIC_URL } = environment;
    const values = readEnvironment(
      { PORT, KAFKA_BROKERS, PREFECT_API_URL, PUBLIC_URL },
      {
        PORT: "9000",
        KAFKA_BROKERS: "one:9092, two:9093",
        PREFECT_API_URL: "http://127.0.0.1:4200/api/",
        PUBLIC_URL: "https://studio.example/",
      },
    );
    expect(values).toEqual({
      PORT: 9000,
      KAFKA_BROKERS: ["one:9092", "two:9093"],
      PREFECT_API_URL: "http://127.0.0.1:4200/api",
      PUBLIC_URL: "https://studio.example",
    });
  });

  it("takes a public URL with a path, without a slash at its end", () => {
    const { PUBLIC_URL } = environment;
    const read = (value: string) => readEnvironment({ PUBLIC_URL }, { PUBLIC_URL: value });
    expect(read("https://h.example/studio/")).toEqual({ PUBLIC_URL: "https://h.example/studio" });
    expect(read("http://h.example:81/a/b")).toEqual({ PUBLIC_URL: "http://h.example:81/a/b" });
    for (const wrong of ["https://h.example/a b", "https://h.example/a//b", "https://h/x?y"]) {
      expect(() => read(wrong)).toThrow("PUBLIC_URL");
    }
  });

  it("names every wrong variable, what it got and what it takes, in one error", () => {
    const error = problemsOf(() =>
      readEnvironment(environment, {
        PORT: "eighty",
        RELAY_PORT: "70000",
        AUTH_MODE: "ldap",
        KAFKA_BROKERS: "nowhere",
        PUBLIC_URL: "https://studio.example/?path",
        DATABASE_URL: "mysql://db/genesis",
      }),
    );
    expect(error.problems.map((problem) => problem.variable)).toEqual([
      "PORT",
      "RELAY_PORT",
      "DATABASE_URL",
      "KAFKA_BROKERS",
      "PUBLIC_URL",
      "AUTH_MODE",
    ]);
    expect(error.message).toContain('PORT: got "eighty"; takes a TCP port');
    expect(error.message).toContain('AUTH_MODE: got "ldap"; takes local or oidc');
    expect(error.message).toContain('DATABASE_URL: got "mysql://db/genesis"; takes a PostgreSQL');
  });

  it("never prints a password, a key or a token", () => {
    const error = problemsOf(() =>
      readEnvironment(environment, {
        DATABASE_URL: "mysql://writer:hunter2@db/genesis?password=hunter2",
        DATABASE_DIRECT_URL: "writer:hunter2/with?odd@signs@db",
        OPENAI_API_KEY: "sk-hunter2\nInjected: yes",
        GENESIS_SECRET: "hunter2",
        PREFECT_API_URL: "ftp://me:hunter2@prefect/api",
      }),
    );
    expect(error.problems).toHaveLength(5);
    expect(error.message).not.toContain("hunter2");
    expect(error.message).toContain("mysql://***@db/genesis");
  });

  it("asks for both halves of a pair", () => {
    const error = problemsOf(() =>
      readEnvironment(environment, { UPSTASH_REDIS_REST_URL: "https://redis.example" }),
    );
    expect(error.problems.map((problem) => problem.variable)).toEqual(["UPSTASH_REDIS_REST_TOKEN"]);
  });
});
