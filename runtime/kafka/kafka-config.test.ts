import { describe, expect, it } from "vitest";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { readKafkaConfig } from "./kafka-config.ts";

const brokers = { KAFKA_BROKERS: "one:9092,two:9092" };

function refusal(env: Record<string, string>): EnvironmentError {
  try {
    readKafkaConfig(env);
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("readKafkaConfig", () => {
  it("is null where no brokers are named", () => {
    expect(readKafkaConfig({})).toBeNull();
  });

  it("has the contract's topics, no TLS and no SASL unless it is told otherwise", () => {
    expect(readKafkaConfig(brokers)).toMatchObject({
      brokers: ["one:9092", "two:9092"],
      ssl: false,
      sasl: null,
      topic: "genesis.session.events",
      deadLetterTopic: "genesis.session.events.dlq",
    });
  });

  it("takes TLS and SASL", () => {
    const config = readKafkaConfig({
      ...brokers,
      KAFKA_SSL: "on",
      KAFKA_SASL_MECHANISM: "scram-sha-512",
      KAFKA_SASL_USERNAME: "genesis",
      KAFKA_SASL_PASSWORD: "hunter2",
    });
    expect(config?.ssl).toBe(true);
    expect(config?.sasl).toEqual({
      mechanism: "scram-sha-512",
      username: "genesis",
      password: "hunter2",
    });
  });

  it("asks for all three parts of SASL and prints none of them that is secret", () => {
    for (const part of ["KAFKA_SASL_MECHANISM", "KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD"]) {
      const value = part === "KAFKA_SASL_MECHANISM" ? "plain" : "hunter2";
      const error = refusal({ ...brokers, [part]: value });
      expect(error.problems.length).toBeGreaterThan(0);
      expect(error.message).not.toContain("hunter2");
    }
  });

  it("names a mechanism that it does not speak", () => {
    const error = refusal({
      ...brokers,
      KAFKA_SASL_MECHANISM: "gssapi",
      KAFKA_SASL_USERNAME: "genesis",
      KAFKA_SASL_PASSWORD: "hunter2",
    });
    expect(error.message).toContain('KAFKA_SASL_MECHANISM: got "gssapi"; takes plain');
    expect(error.message).not.toContain("hunter2");
  });
});
