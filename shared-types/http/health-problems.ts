/** What health says is wrong with a part, by name. docs/health.md has a heading of each name. Plain data. */

/** In a sentence for who runs the studio; where the part itself knows more, it says that instead. */
export const HEALTH_PROBLEMS = {
  POSTGRESQL_AWAY: "PostgreSQL gives no answer",
  POSTGRESQL_REFUSES: "PostgreSQL refuses this studio's login",
  READ_ONLY: "the database is read-only, as a standby is",
  NOT_MIGRATED: "the database is not migrated to this release",
  RIGHTS_MISSING: "the login lacks a right that npm run migrate gives it",
  DISK_FULL: "the disk is full, or nearly",
  MAINTENANCE: "maintenance is on: this edge puts writes off",
  CLOCK_OFF: "this part's clock and the database's are apart",
  NO_HEARTBEAT: "nothing was heard of this part yet: is it started?",
  SILENT: "this part was not heard of for a while",
  NOT_LISTENING: "LISTEN does not stand: DATABASE_DIRECT_URL has to lead past a pooler",
  WAKES_SILENT: "nothing comes by WAKE_URL: the broker is away, or nobody feeds it",
  REPLICA_AWAY: "DATABASE_READ_URL is not read: the replica is away, or too far behind",
  EVENTS_NOT_PUBLISHED: "events cannot be published",
  EVENTS_NOT_TAKEN: "no events come from Kafka",
  PREFECT_AWAY: "Prefect does not answer",
  PREFECT_REFUSES: "Prefect refuses who asks: PREFECT_API_AUTH_STRING or PREFECT_API_KEY",
  PREFECT_FAILS: "Prefect answers, but not to what runs need",
  DEPLOYMENT_MISSING: "Prefect has no deployment genesis/genesis; a flow worker makes it",
  DEPLOYMENT_WITHOUT_POOL: "the deployment has no work pool; a flow worker gives it one",
  POOL_MISSING: "the deployment's work pool is gone; a flow worker makes it",
  POOL_PAUSED: "the deployment's work pool is paused in Prefect, or lets no run through",
  QUEUE_PAUSED: "the deployment's work queue is paused in Prefect, or lets no run through",
  NO_WORKER_POLLS: "no worker asks Prefect for runs",
  MODEL_FAILING: "the model has answered none of its last calls",
} as const satisfies Readonly<Record<string, string>>;

export type HealthProblem = keyof typeof HEALTH_PROBLEMS;

export const HEALTH_PROBLEM_NAMES = Object.keys(HEALTH_PROBLEMS).filter(isHealthProblem);

export function isHealthProblem(name: string): name is HealthProblem {
  return Object.hasOwn(HEALTH_PROBLEMS, name);
}

/** Where the problem and its remedy are described. */
export function helpOf(problem: HealthProblem): string {
  return `docs/health.md#${problem.toLowerCase()}`;
}
