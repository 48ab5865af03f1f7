/** Calls of SQL functions by a service (relay, callback): one statement a call, answers as values. */
import {
  type AnswerOf,
  type AnsweredFunction,
  parseAnswer,
} from "#shared/answers/service-answers.ts";
import type { Stoppable } from "../work/lifetime.ts";
import { type StatementsOptions, createStatements } from "./statements.ts";

/** For direct connections: settings travel as startup parameters, which a transaction pooler refuses. */
export type ServiceDatabaseOptions = Omit<
  StatementsOptions,
  "directUrl" | "login" | "isPooled" | "parseJson"
>;

export type Argument = string | number | null | Readonly<Record<string, unknown>>;

export interface ServiceDatabase extends Stoppable {
  /** `select genesis.<name>(…)`: its answer. @throws ZodError where it is none of those it may be */
  call<Name extends AnsweredFunction>(
    name: Name,
    ...args: readonly Argument[]
  ): Promise<AnswerOf<Name>>;
}

/** An array argument, as PostgreSQL reads it; for ids and numbers, which need no quotes. */
export function arrayArgument(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}

export function createServiceDatabase(options: ServiceDatabaseOptions): ServiceDatabase {
  const statements = createStatements({
    ...options,
    login: "service",
    isPooled: false,
    parseJson: (text): unknown => JSON.parse(text),
  });
  return {
    async call<Name extends AnsweredFunction>(name: Name, ...args: readonly Argument[]) {
      const places = args.map((_, index) => `$${index + 1}`).join(", ");
      const row = await statements.run(
        `select genesis.${name}(${places}) as answer`,
        args.map((value) =>
          value !== null && typeof value === "object" ? JSON.stringify(value) : value,
        ),
      );
      return parseAnswer(name, row?.["answer"] ?? null);
    },
    stop: () => statements.stop(),
  };
}
