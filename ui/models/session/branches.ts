/** A book's branches: making one, the map of them, and what two of them have in each stage. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { FieldTable } from "#shared/content/field-kinds.ts";
import type { BranchList } from "#shared/http/branches.ts";
import type { ApiClient } from "#shared/http/client.ts";
import type { SessionState } from "#shared/session/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { type ApiResult, ask } from "../browser/api.ts";
import { type Content, sameJson } from "../content/pointer.ts";
import type { StageChoice, StagesOf } from "../content/stages-of.ts";
import { pageClient } from "../browser/page-client.ts";

export type Branch = BranchList["branches"][number];

export interface BranchesApi {
  readonly list: (session_id: string) => Promise<ApiResult<BranchList>>;
  readonly make: (
    session_id: string,
    body: { readonly version: number; readonly title?: string; readonly replay_with?: string },
  ) => Promise<ApiResult<SessionState>>;
}

const BRANCHES = "/api/v1/genesis/sessions/{session_id}/branches";

export function createBranchesApi(client: ApiClient = pageClient()): BranchesApi {
  const of = (session_id: string) => ({ params: { path: { session_id } } });
  return {
    list: (session_id) => ask(client.GET(BRANCHES, of(session_id))),
    make: (session_id, body) => ask(client.POST(BRANCHES, { ...of(session_id), body })),
  };
}

/** The map: each branch behind the session that it goes on from, with how deep it stands. */
export interface Placed {
  readonly branch: Branch;
  readonly depth: number;
}

/** Pure. What goes on from a session that is not there any more stands at the top. */
export function mapOf(branches: readonly Branch[]): readonly Placed[] {
  const known = new Set(branches.map(({ session_id }) => session_id));
  const parentOf = ({ branch_of }: Branch) =>
    branch_of !== null && known.has(branch_of.session_id) ? branch_of.session_id : null;
  const under = (parent: string | null, depth: number): Placed[] =>
    branches
      .filter((branch) => parentOf(branch) === parent)
      .flatMap((branch) => [{ branch, depth }, ...under(branch.session_id, depth + 1)]);
  return under(null, 0);
}

/** What stands in a stage: what is confirmed, else what is chosen, else the one there is. */
export interface Standing {
  readonly proposal_id: string;
  readonly candidate_id: string;
  readonly content: Content;
}

export function standingIn(stage: StageChoice): Standing | null {
  if (stage.accepted !== null) return stage.accepted;
  const last = stage.proposals.at(-1);
  const proposal =
    stage.proposals.find(({ proposal_id }) => proposal_id === stage.working?.proposal_id) ?? last;
  const candidate =
    proposal?.candidates.find(({ candidate_id }) => candidate_id === stage.working?.candidate_id) ??
    (proposal?.candidates.length === 1 ? proposal.candidates[0] : undefined);
  if (!proposal || !candidate) return null;
  const { proposal_id } = proposal;
  return { proposal_id, candidate_id: candidate.candidate_id, content: candidate.content };
}

export interface StageDifference {
  readonly stage: Stage;
  readonly mine: Standing | null;
  readonly theirs: Standing | null;
  /** Keys of the fields that differ; what only one has is among them. */
  readonly different: readonly string[];
  readonly same: number;
}

/** Stage by stage; those that neither has are left out. Pure. */
export function differences(mine: StagesOf, theirs: StagesOf): readonly StageDifference[] {
  return STAGES.flatMap((stage): StageDifference[] => {
    const a = standingIn(mine.stages[stage]);
    const b = standingIn(theirs.stages[stage]);
    if (a === null && b === null) return [];
    const table: FieldTable = STAGE_FIELDS[stage];
    const keys = Object.keys(table).filter(
      (key) => a?.content[key] !== undefined || b?.content[key] !== undefined,
    );
    const different = keys.filter((key) => !sameJson(a?.content[key], b?.content[key]));
    return [{ stage, mine: a, theirs: b, different, same: keys.length - different.length }];
  });
}

/** Their value of a field in one's own content, as SAVE_CANDIDATE takes it; null where they have nothing. */
export function carriedOver({ stage, mine, theirs }: StageDifference, key: string) {
  if (theirs === null) return null;
  if (mine === null) return { stage, content: { ...theirs.content } };
  const { proposal_id, candidate_id } = mine;
  const content = { ...mine.content, [key]: theirs.content[key] };
  return { stage, content, proposal_id, candidate_id };
}
