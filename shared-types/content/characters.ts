/** CHARACTERS 角色: the cast, and what stands between them. */
import { z } from "zod";
import { LINE, itemId } from "../text.ts";
import { group, items, line, lines, paragraph, reference, sentence } from "./field.ts";
import { head } from "./head.ts";

export const character = z
  .object({
    id: itemId,
    name: line("Name", "姓名"),
    aliases: lines("Also called", "别名", "Alias", LINE, { max: 12 }),
    role: sentence("Role", "身份"),
    age: line("Age", "年龄"),
    gender: line("Gender", "性别").optional(),
    sign: sentence("One visible detail", "一眼可认的特征"),
    want: sentence("Want", "想要"),
    need: sentence("Need", "需要"),
    misbelief: sentence("Misbelief", "错误的信念"),
    strength: sentence("Strength", "长处"),
    flaw: sentence("Flaw", "缺陷"),
    secret: sentence("Secret", "秘密"),
    voice: group("Voice", "声音", "CharacterVoice", {
      description: sentence("Description", "描述"),
      line: sentence("A line of speech", "一句台词"),
    }),
    arc: group("Arc", "弧线", "CharacterArc", {
      start: sentence("Start", "起点"),
      turn: sentence("Turn", "转折"),
      end: sentence("End", "终点"),
    }),
    faction_id: reference(
      "Faction",
      "所属势力",
      "faction",
      "Name of a faction of the accepted world, or null.",
    ).optional(),
  })
  .strict()
  .meta({ id: "Character" });

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
    ...head,
    characters: items("Characters", "人物", character, {
      min: 2,
      max: 12,
      heading: "name",
      names: ["name", "aliases"],
      target: "character",
    }),
    relations: items("Relations", "关系", relation, {
      max: 60,
      heading: "kind",
      names: [],
      identity: ["from", "to"],
    }),
  })
  .strict()
  .meta({ id: "CharactersContent" });

export type CharactersContent = z.infer<typeof charactersContent>;
