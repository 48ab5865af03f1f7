/** WORLDVIEW 世界观: rules with their cost, places with their use, secrets with their reveal. */
import { z } from "zod";
import { itemId } from "../text.ts";
import { items, line, paragraph, references, sentence } from "./field.ts";
import { laterHead } from "./head.ts";

const rule = z
  .object({
    id: itemId,
    rule: sentence("Rule", "规则"),
    cost: sentence("Cost", "代价"),
    limit: sentence("Limit", "限度"),
  })
  .strict()
  .meta({ id: "WorldRule" });

const powerLevel = z
  .object({
    id: itemId,
    name: line("Name", "名称"),
    gain: sentence("Gain", "所得"),
    price: sentence("Price", "所失"),
  })
  .strict()
  .meta({ id: "PowerLevel" });

const faction = z
  .object({
    id: itemId,
    name: line("Name", "名称"),
    wants: sentence("Wants", "所求"),
    holds: sentence("Holds", "所握"),
    against: references(
      "Against",
      "对立势力",
      "faction",
      "Names of other factions of this list.",
      30,
    ),
  })
  .strict()
  .meta({ id: "Faction" });

const place = z
  .object({
    id: itemId,
    name: line("Name", "名称"),
    sense: sentence("To the senses", "感官"),
    story_use: sentence("Use in the story", "故事用途"),
  })
  .strict()
  .meta({ id: "Place" });

const historyEvent = z
  .object({
    id: itemId,
    when: line("When", "何时"),
    event: sentence("Event", "事件"),
    scar: sentence("The scar it left", "留下的伤痕"),
  })
  .strict()
  .meta({ id: "HistoryEvent" });

const secret = z
  .object({
    id: itemId,
    truth: sentence("Truth", "真相"),
    known_by: sentence("Known by", "谁知道"),
    reveal: sentence("Revealed", "何时揭开"),
  })
  .strict()
  .meta({ id: "WorldSecret" });

const calendarEntry = z
  .object({ id: itemId, when: line("When", "何时"), what: sentence("What", "何事") })
  .strict()
  .meta({ id: "CalendarEntry" });

const namedThing = z
  .object({ id: itemId, name: line("Name", "名称"), who: sentence("Who or what", "是谁，是什么") })
  .strict()
  .meta({ id: "NamedThing" });

const glossaryEntry = z
  .object({ id: itemId, term: line("Term", "词"), meaning: sentence("Meaning", "含义") })
  .strict()
  .meta({ id: "GlossaryEntry" });

export const worldContent = z
  .object({
    ...laterHead,
    time_place: paragraph("Time and place", "时代与地点"),
    daily_life: paragraph("Daily life", "日常生活"),
    /** In a realistic book: social rules. */
    rules: items("Rules", "规则", rule, { min: 3, max: 7, heading: "rule", isOrdered: true }),
    power_levels: items("Levels of power", "境界", powerLevel, {
      max: 30,
      heading: "name",
      isOrdered: true,
    }).optional(),
    factions: items("Factions", "势力", faction, { max: 30, heading: "name", target: "faction" }),
    places: items("Places", "地点", place, { min: 3, max: 8, heading: "name", target: "place" }),
    history: items("History", "往事", historyEvent, {
      max: 30,
      heading: "when",
      names: ["event"],
      identity: ["when", "event"],
    }),
    /** The days of the story that chapters fall on, where it has such days. */
    calendar: items("Calendar", "日历", calendarEntry, {
      max: 60,
      heading: "when",
      names: ["what"],
      identity: ["when", "what"],
      isOrdered: true,
    }),
    secrets: items("Secrets", "秘密", secret, { max: 30, heading: "truth", target: "secret" }),
    /** Everyone and everything that has a name and no card. */
    names: items("Names", "名字", namedThing, { max: 100, heading: "name" }),
    glossary: items("Glossary", "词汇", glossaryEntry, { max: 60, heading: "term" }),
  })
  .strict()
  .meta({ id: "WorldContent" });

export type WorldContent = z.infer<typeof worldContent>;
