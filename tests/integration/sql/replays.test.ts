/** Replays: what a session did after a version, run again in a branch on another model. */
import { describe, expect, test } from "vitest";
import { app, service, session } from "./one-session.ts";
import { expectTablesEqualLog } from "./projections.ts";
import { storeBytes } from "./session-fixture.ts";
import { confirm, content, newest, write } from "./small-book.ts";

describe("a replay", () => {
  /** Three concepts, one revised, confirmed, the story revised. */
  async function story(): Promise<void> {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, ["A", "B", "C"].map(content));
    const proposal = (await session.state()).stages.CONCEPT_SELECTION?.proposals.at(-1);
    const second = {
      proposal_id: proposal?.proposal_id,
      candidate_id: proposal?.candidates[1]?.candidate_id,
    };
    await session.generate(
      "REVISE_PROPOSAL",
      { ...second, feedback: "older", locked: ["/title"] },
      [content("B")],
    );
    await session.accepted("SAVE_CANDIDATE", {
      ...(await newest(session, "CONCEPT_SELECTION")),
      stage: "CONCEPT_SELECTION",
      content: content("B by hand"),
    });
    await confirm(session, "CONCEPT_SELECTION");
    await write(session, "story");
    await session.generate(
      "REVISE_PROPOSAL",
      { ...(await newest(session, "STORY_CONCEPTION")), feedback: "darker" },
      [content("dark story")],
    );
  }

  test("runs the generations again in order, with the same feedback, on that model", async () => {
    await story();
    const branch = await session.branch(1, { replayWith: "another" });
    const replay = async () => (await branch.state()).replay;
    expect(await replay()).toEqual({ model: "another", status: "RUNNING", done: 0, total: 4 });
    const command = (await branch.state()).pending_commands[0]?.command_id ?? "";
    expect(await branch.begin(command)).toMatchObject({ replay_model: "another" });
    await write(branch, "1", "2", "3");

    const second = (await branch.state()).pending_commands[0]?.command_id ?? "";
    const begun = await branch.begin(second);
    expect(begun).toMatchObject({
      command: {
        command_type: "REVISE_PROPOSAL",
        payload: { feedback: "older" },
        locked: ["/title"],
      },
      context: { parent: { content: content("2") } },
    });
    await write(branch, "2 older");
    await write(branch, "another story");
    expect(await replay()).toMatchObject({ status: "RUNNING", done: 3 });
    await write(branch, "another dark story");
    expect(await replay()).toEqual({ model: "another", status: "DONE", done: 4, total: 4 });
    const { stages } = await branch.state();
    expect(stages.CONCEPT_SELECTION?.accepted?.content).toEqual(content("2 older"));
    expect(stages.STORY_CONCEPTION?.proposals.at(-1)?.origin).toMatchObject({ feedback: "darker" });
    await expectTablesEqualLog(app, service, branch.account, branch.session);
  });

  test("places material again, and takes it as the idea, from where it is kept", async () => {
    const [row] = await app<{ added: { material: { material_id: string } } }[]>`
      select genesis.add_material(${session.account}, ${session.session},
        '{"name": "a.txt", "kind": "text", "encoding": "utf-8", "chars": 9, "left_out": [], "sections": [
          {"section_id": "s1", "heading": null, "level": 0, "chars": 9, "at": 0, "goes_to": "concept", "is_group": false}]}',
        'my own ma', ${btoa("my own ma")}) as added`;
    const material_id = row?.added.material.material_id ?? "";
    const begun = (await session.state()).version;
    await session.generate("SUBMIT_IDEA", { idea: "x", material_ids: [material_id] }, [
      content("A"),
    ]);
    const placed = { material_id, stage: "CONCEPT_SELECTION" };
    await session.generate("PLACE_MATERIAL", placed, [content("placed")]);
    await confirm(session, "CONCEPT_SELECTION");
    await write(session, "story");

    const branch = await session.branch(begun, { replayWith: "another" });
    const pending = async () => {
      const [command] = (await branch.state()).pending_commands;
      return branch.begin(command?.command_id ?? "");
    };
    expect(await pending()).toMatchObject({
      command: { command_type: "SUBMIT_IDEA" },
      context: { materials: [{ text: "my own ma" }] },
    });
    await write(branch, "1");
    expect(await pending()).toMatchObject({
      command: { command_type: "PLACE_MATERIAL" },
      context: { placing: [{ text: "my own ma" }] },
    });
    await write(branch, "placed again");
    await write(branch, "another story");
    const { replay, stages } = await branch.state();
    expect(replay).toMatchObject({ status: "DONE", done: 3, total: 3 });
    expect(stages.CONCEPT_SELECTION?.accepted?.content).toEqual(content("placed again"));
    await expectTablesEqualLog(app, service, branch.account, branch.session);
  });

  test("goes on past a name that was changed, whether the other text has that name or not", async () => {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("Ann")]);
    await session.accepted("RENAME_EVERYWHERE", { from: "Ann", to: "Eve" });
    await confirm(session, "CONCEPT_SELECTION");
    await write(session, "story");
    for (const [written, confirmed] of [
      ["Ann", "Eve"],
      ["Nobody", "Nobody"],
    ] as const) {
      const branch = await session.branch(1, { replayWith: "another" });
      await write(branch, written);
      await write(branch, "another story");
      const { replay, stages } = await branch.state();
      expect(replay).toMatchObject({ status: "DONE", done: 2, total: 2 });
      expect(stages.CONCEPT_SELECTION?.accepted?.content).toEqual(content(confirmed));
      await expectTablesEqualLog(app, service, branch.account, branch.session);
    }
  });

  test("ends where its account is full", async () => {
    await story();
    const branch = await session.branch(1, { replayWith: "another", maxStored: 1_000_000 });
    await storeBytes(service, session.session, 2_000_000);
    await write(branch, "1", "2", "3");
    expect(await branch.state()).toMatchObject({
      is_pending: false,
      replay: { status: "STOPPED", done: 1, total: 4 },
    });
  });

  test("waits after a failure for a retry, and ends with a stop", async () => {
    await story();
    const branch = await session.branch(1, { replayWith: "another" });
    const command = (await branch.state()).pending_commands[0]?.command_id ?? "";
    await branch.begin(command);
    await service`select genesis.fail_command(${command}, 1, 'MODEL_BAD_ANSWER', 'no', null)`;
    expect(await branch.state()).toMatchObject({
      is_pending: false,
      replay: { status: "RUNNING" },
    });
    await branch.accepted("SUBMIT_IDEA", { idea: "x" });
    await write(branch, "1", "2", "3");
    expect(await branch.state()).toMatchObject({
      is_pending: true,
      replay: { status: "RUNNING", done: 1 },
    });
    await branch.accepted("CANCEL_GENERATION");
    expect(await branch.state()).toMatchObject({
      is_pending: false,
      replay: { status: "STOPPED" },
    });
    await expectTablesEqualLog(app, service, branch.account, branch.session);
  });
});
