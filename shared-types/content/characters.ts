/** CHARACTERS 角色: the cast, and what stands between them. */
import { z } from "zod";
import { LINE, itemId } from "../text.ts";
import {
  choice,
  group,
  items,
  line,
  lines,
  neededUnless,
  paragraph,
  reference,
  references,
  sentence,
  withNeeds,
} from "./field.ts";
import { laterHead } from "./head.ts";

/** What someone knows of what is hidden, and since when. */
const knowledge = z
  .object({
    what_id: reference(
      "What",
      "何事",
      "secret_or_thread",
      "A secret of the accepted world or a thread of the accepted story, word for word.",
    ),
    since: line("Since", "何时起"),
  })
  .strict()
  .meta({ id: "Knowledge" });

/** A field that a minor character may go without. */
const unlessMinor = <S extends z.ZodType>(schema: S) => neededUnless("weight", "minor", schema);

export const character = withNeeds(
  z
    .object({
      id: itemId,
      name: line("Name", "姓名"),
      aliases: lines("Also called", "别名", "Alias", LINE, { max: 12 }),
      weight: choice("Weight", "分量", "CharacterWeight", ["lead", "major", "minor"]),
      role: sentence("Role", "身份"),
      age: unlessMinor(line("Age", "年龄")),
      gender: line("Gender", "性别").optional(),
      sign: sentence("One visible detail", "一眼可认的特征"),
      presence: unlessMinor(sentence("Presence", "身形与举止")),
      want: sentence("Want", "想要"),
      need: unlessMinor(sentence("Need", "需要")),
      misbelief: sentence("Misbelief", "错误的信念").optional(),
      strength: unlessMinor(sentence("Strength", "长处")),
      flaw: unlessMinor(sentence("Flaw", "缺陷")),
      secret: sentence("Secret", "秘密").optional(),
      knows: items("Knows", "知情", knowledge, {
        max: 30,
        heading: "what_id",
        names: [],
        identity: ["what_id"],
      }),
      voice: unlessMinor(
        group("Voice", "声音", "CharacterVoice", {
          description: sentence("Description", "描述"),
          line: sentence("A line of speech", "一句台词"),
        }),
      ),
      arc: group("Arc", "弧线", "CharacterArc", {
        start: sentence("Start", "起点"),
        turn: sentence("Turn", "转折"),
        end: sentence("End", "终点"),
      }).optional(),
      faction_ids: references(
        "Factions",
        "所属势力",
        "faction",
        "Names of factions of the accepted world.",
        12,
      ),
    })
    .strict(),
).meta({ id: "Character" });

const CHARACTER_OF_LIST = "Name of a character of this list.";

export const relation = z
  .object({
    id: itemId,
    from: reference("From", "从", "character", CHARACTER_OF_LIST),
    to: reference("To", "到", "character", CHARACTER_OF_LIST),
    kind: line("Relation", "关系"),
    surface: paragraph("On the surface", "表面"),
    truth: paragraph("Truth", "真相"),
    change: paragraph("Change", "变化"),
  })
  .strict()
  .meta({ id: "Relation" });

export const charactersContent = z
  .object({
    ...laterHead,
    characters: items("Characters", "人物", character, {
      min: 2,
      max: 60,
      heading: "name",
      names: ["name", "aliases"],
      target: "character",
    }),
    relations: items("Relations", "关系", relation, {
      max: 120,
      heading: "kind",
      names: [],
      identity: ["from", "to"],
    }),
  })
  .strict()
  .meta({ id: "CharactersContent" });

export type CharactersContent = z.infer<typeof charactersContent>;
