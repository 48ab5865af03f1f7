/** A believable English novel, for tests and for looking at pages; it leaves a few things for the checks to find. */
import type { CharactersContent } from "#shared/content/characters.ts";
import type { ConceptContent } from "#shared/content/concept.ts";
import type { StoryContent } from "#shared/content/story.ts";
import type { WorldContent } from "#shared/content/world.ts";

export const characters: CharactersContent = {
  title: "The people of Marram",
  logline: "Five people who each hold one hour of the night.",
  facts: [
    {
      label: "Centre",
      text: "Ada and her father, eleven years of silence.",
    },
    {
      label: "Pressure",
      text: "Canon Pell's kindness.",
    },
    {
      label: "Crack",
      text: "Ruth Anning, who cannot lie to a child.",
    },
  ],
  why: "Everyone is protecting somebody real.",
  open_questions: [
    {
      id: "chara-q1",
      question: "Should Mr Lisle be likeable?",
    },
  ],
  characters: [
    {
      id: "c-ada",
      name: "Ada Fenn",
      aliases: ["Miss Fenn"],
      weight: "lead",
      role: "Insurance assessor; the one who measures",
      age: "34",
      gender: "woman",
      sign: "A steel tape on a loop at her wrist.",
      presence: "Stands a little sideways, as if there were a wall to lean on.",
      want: "To close the claims and go.",
      need: "To be known again.",
      misbelief: "That a figure is never a judgement.",
      strength: "She looks until she sees.",
      flaw: "She trusts numbers to do her forgiving.",
      secret: "She asked for this posting.",
      knows: [],
      voice: {
        description: "Exact, dry, late with feeling.",
        line: "I can give you the height of it. I can't give you the reason.",
      },
      arc: {
        start: "Signs nothing she has not measured.",
        turn: "She witnesses a loss she did not measure, her brother's coat, for Ruth.",
        end: "Reads out every loss but one.",
      },
      faction_ids: ["f-company"],
    },
    {
      id: "c-walter",
      name: "Walter Fenn",
      aliases: ["the keeper"],
      weight: "major",
      role: "Sluice keeper; Ada's father",
      age: "68",
      gender: "man",
      sign: "Winds a watch that does not go.",
      presence: "Stands a little sideways, as if there were a wall to lean on.",
      want: "To be blamed.",
      need: "To be heard.",
      misbelief: "That silence is a kind of payment.",
      strength: "He has never entered a false hour.",
      flaw: "He will not ask.",
      secret: "He reported the slow clock twice, in writing.",
      knows: [],
      voice: {
        description: "Answers the question before last.",
        line: "Wind's gone round.",
      },
      arc: {
        start: "Says nothing, to anybody.",
        turn: "He hands his daughter the sluice log himself.",
        end: "Says her name.",
      },
      faction_ids: ["f-board"],
    },
    {
      id: "c-pell",
      name: "Canon Pell",
      aliases: ["the Canon"],
      weight: "major",
      role: "Keeper of the version",
      age: "57",
      gender: "man",
      sign: "Carries other people's ration books.",
      presence: "Stands a little sideways, as if there were a wall to lean on.",
      want: "To keep forty-one roofs.",
      need: "To mourn his own.",
      misbelief: "That mercy needs managing.",
      strength: "He is truly kind.",
      flaw: "He decides for others.",
      secret: "Tom drowned bringing out his grandchild.",
      knows: [],
      voice: {
        description: "Warm, plural.",
        line: "We find it helps not to go over it.",
      },
      arc: {
        start: "Guards the version.",
        turn: "He breaks the Sunday rule from his own pulpit.",
        end: "Asks to be named in the record.",
      },
      faction_ids: ["f-chapel"],
    },
    {
      id: "c-ruth",
      name: "Ruth Anning",
      aliases: [],
      weight: "major",
      role: "Schoolmistress; Tom's fiancée",
      age: "31",
      gender: "woman",
      sign: "Wears a man's coat with the cuffs turned.",
      presence: "Stands a little sideways, as if there were a wall to lean on.",
      want: "To be left the coat.",
      need: "To say what it was for.",
      misbelief: "That telling would take him away again.",
      strength: "She cannot lie to a child.",
      flaw: "She answers only what is asked.",
      secret: "She saw which way Tom ran.",
      knows: [],
      voice: {
        description: "Clear, as to a class.",
        line: "You haven't asked me that yet.",
      },
      arc: {
        start: "Keeps the coat, keeps quiet.",
        turn: "She tells Ada what the second coat was for.",
        end: "Teaches the flood to the infants, with the hours.",
      },
      faction_ids: [],
    },
    {
      id: "c-lisle",
      name: "Mr Lisle",
      aliases: ["Gerald Lisle"],
      weight: "major",
      role: "The company's second man",
      age: "41",
      gender: "man",
      sign: "Overshoes.",
      presence: "Stands a little sideways, as if there were a wall to lean on.",
      want: "A voided book before quarter day.",
      need: "One person's good opinion.",
      misbelief: "That everyone is padding.",
      strength: "He reads contracts as others read faces.",
      flaw: "He has never lost anything.",
      secret: "His own house is uninsured.",
      knows: [],
      voice: {
        description: "Jolly, then not.",
        line: "Nothing personal. It never is, is it?",
      },
      arc: {
        start: "Sent to void the book.",
        turn: "He is given a drowned child's shoe to price.",
        end: "Leaves a blank in his report.",
      },
      faction_ids: ["f-company"],
    },
  ],
  relations: [
    {
      id: "r-1",
      from: "c-ada",
      to: "c-walter",
      kind: "daughter",
      surface: "They have not spoken in eleven years.",
      truth: "He has kept every one of her letters, unopened.",
      change: "From measuring him to listening.",
    },
    {
      id: "r-2",
      from: "c-ada",
      to: "c-pell",
      kind: "old pupil",
      surface: "He is delighted to see her.",
      truth: "He taught her arithmetic and fears it.",
      change: "From welcome to war to candour.",
    },
    {
      id: "r-3",
      from: "c-ada",
      to: "c-ruth",
      kind: "almost sisters",
      surface: "Polite, across small chairs.",
      truth: "Ruth is waiting to be asked.",
      change: "From lodger to witness.",
    },
    {
      id: "r-4",
      from: "c-pell",
      to: "c-walter",
      kind: "protector",
      surface: "He brings him soup.",
      truth: "He needs Walter silent.",
      change: "From soup to confession.",
    },
    {
      id: "r-5",
      from: "c-lisle",
      to: "c-ada",
      kind: "rival",
      surface: "He admires her figures.",
      truth: "He is there to check them.",
      change: "From ally to threat to blank page.",
    },
  ],
};

export const concept: ConceptContent = {
  title: "Low Water",
  logline:
    "Six weeks after the flood of 1953, an insurance assessor comes home to the village she left, to put a price on what her own father let drown.",
  facts: [
    {
      label: "Who",
      text: "Ada Fenn, 34, assessor of losses, who never signs what she has not measured.",
    },
    {
      label: "Against",
      text: "A village that has agreed, without a word, on one version of the night.",
    },
    {
      label: "Turn",
      text: "The sluice log is honest. It is the clock that was wrong.",
    },
  ],
  why: "A detective story whose crime is a kindness: every claim she measures brings her closer to the lie that keeps the village housed.",
  open_questions: [
    {
      id: "conce-q1",
      question: "Does the company ever learn what Ada did with the log?",
    },
  ],
  angle: "An inquiry told through lost objects",
  dramatic_question: "Will the truth be said aloud before it can no longer help anyone?",
  genres: ["Literary", "Historical", "Mystery"],
  protagonist:
    "Ada Fenn, who can tell the height of the water from a stain and has not spoken to her father in eleven years.",
  desire: "To close forty-one claims in a fortnight and never come back.",
  obstacle: "Nobody in Marram will say who was at the sluice.",
  stakes: "If the gate was left open, every claim is void and the village will be cleared.",
  irony: "The most honest person in the story is paid to doubt.",
  reader_promise: "A slow, exact mystery in which each house gives up one true thing.",
  opening_hook:
    "The first thing Ada measures is the stain on her mother's wallpaper, four foot seven, and it is lower than it should be.",
  tone: "Dry, tender, wind-bitten.",
};

export const story: StoryContent = {
  title: "Low Water",
  logline: "An honest woman measures a lie and has to decide who may live in it.",
  facts: [
    {
      label: "Length",
      text: "About 95,000 words in three parts.",
    },
    {
      label: "View",
      text: "Close third, past tense, Ada throughout.",
    },
    {
      label: "Clock",
      text: "A fortnight, from one spring tide to the next.",
    },
  ],
  why: "The fortnight gives the book its pulse; the claims give it its chapters.",
  open_questions: [],
  premise:
    "On the last night of January 1953 the sea came over the wall at Marram and took nineteen people. Ada Fenn arrives in March with a tape, a ledger and a fortnight. The tide marks in the houses do not agree with the sluice log, and the sluice keeper is her father.",
  theme_question: "What is a true record worth to the people it would ruin?",
  form: {
    kind: "novel",
    target_length: 95000,
    chapter_length: 4200,
    chapters: 23,
    unit: "words",
    pov: "Close third person, one narrator",
    tense: "past",
    audience: "Readers of literary mystery and social history",
  },
  voice: {
    description:
      "Plain nouns, measured things, sentences that stop early. Feeling is carried by what people do with objects.",
    sample:
      "She held the tape against the wall and read it twice. Four foot seven. In the next room somebody put a kettle on and did not ask her whether she wanted tea.",
  },
  conflict: {
    want: "To finish and leave with clean figures.",
    need: "To be known again by the people who knew her.",
    opposition: "Canon Pell, who holds the village to its one version.",
    stakes: "Forty-one households, and her father's name.",
  },
  movements: [
    {
      name: "Ebb",
      event: "Ada measures the first houses and finds the stains disagree.",
      change: "From contempt to curiosity.",
    },
    {
      name: "Slack",
      event: "She finds the sluice log hidden in the church organ.",
      change: "From assessor to daughter.",
    },
    {
      name: "Flood",
      event: "The company sends a second man, and the village closes.",
      change: "From outside to inside the lie.",
    },
    {
      name: "Ebb again",
      event: "At the hearing she reads out every loss but one.",
      change: "From exact to truthful.",
    },
  ],
  engine: "Every house has a stain, every stain has an hour, and the hours do not add up.",
  pleasures: [
    "A loss priced so exactly that it becomes a portrait",
    "Silences that turn out to be answers",
    "The tide table as a detective's tool",
  ],
  threads: [
    {
      id: "st-clock",
      question: "Why do the stains disagree with the sluice log?",
      answer: "The keeper's clock was an hour slow, and everyone knew.",
      clues: [
        {
          id: "clue-1",
          text: "A line in the book that is in another hand.",
        },
      ],
      answered_when: "In the last part, once everyone who could stop it has spoken.",
    },
    {
      id: "st-brother",
      question: "What did Tom Fenn go back for?",
      answer: "The neighbour's child, not the boat.",
      clues: [],
      answered_when: "In the last part, once everyone who could stop it has spoken.",
    },
    {
      id: "st-letter",
      question: "Who wrote to the company?",
      answer: "Ada's own mother, before she died.",
      clues: [],
      answered_when: "In the last part, once everyone who could stop it has spoken.",
    },
  ],
  ending: {
    image: "A door stands open, and nobody is afraid of the draught.",
    cost: "The one who knew loses the place that the silence had kept.",
    answer: "Yes, and too late for one of them.",
  },
  avoid: ["No murder", "No romance that mends her", "No dialect spelling"],
};

export const world: WorldContent = {
  title: "Marram",
  logline: "A village below the sea that lives by agreeing.",
  facts: [
    {
      label: "Ground",
      text: "Nine feet below a spring tide.",
    },
    {
      label: "Law",
      text: "What the chapel agrees, nobody repeats.",
    },
    {
      label: "Wage",
      text: "Bulbs, samphire, and the Drainage Board.",
    },
  ],
  why: "The rules are social ones, and each has a cost somebody is already paying.",
  open_questions: [
    {
      id: "world-q1",
      question: "Is the Board's engineer a party to it?",
    },
  ],
  time_place:
    "Marram, on the Lincolnshire coast, March 1953: salt in the wells, furniture drying along the lanes.",
  daily_life:
    "People queue for coal and blankets, sweep silt, and set out their ruined goods to be counted.",
  rules: [
    {
      id: "wr-wall",
      rule: "Nobody speaks of the wall on a Sunday.",
      cost: "Grief keeps until Monday and comes out as temper.",
      limit: "Children under seven are forgiven.",
    },
    {
      id: "wr-claim",
      rule: "A claim is settled only on a measured loss, witnessed by a neighbour.",
      cost: "Whoever witnesses shares the blame for a false figure.",
      limit: "Livestock needs the vet's certificate instead.",
    },
    {
      id: "wr-log",
      rule: "The sluice keeper enters every gate in the log, with the hour.",
      cost: "A missing hour voids the Board's insurance.",
      limit: "Fog excuses a quarter of an hour.",
    },
    {
      id: "wr-banns",
      rule: "Strangers lodge at the schoolhouse until banns are read.",
      cost: "They hear everything and are told nothing.",
      limit: "Doctors lodge where they like.",
    },
  ],
  factions: [
    {
      id: "f-chapel",
      name: "The chapel",
      wants: "Marram to stay where it is.",
      holds: "The version of the night.",
      against: ["f-company"],
    },
    {
      id: "f-company",
      name: "Eastern & General",
      wants: "To settle or to void, before the quarter's end.",
      holds: "The money.",
      against: ["f-chapel"],
    },
    {
      id: "f-board",
      name: "The Drainage Board",
      wants: "No inquiry.",
      holds: "The plans of the wall.",
      against: [],
    },
  ],
  places: [
    {
      id: "p-house",
      name: "Staithe Cottage",
      sense: "Four foot seven of brown, and above it the roses still pink.",
      story_use: "Where the first figure is wrong.",
    },
    {
      id: "p-sluice",
      name: "the sluice house",
      sense: "Grease, cold iron, a clock with a new glass.",
      story_use: "The hour everything turns on.",
    },
    {
      id: "p-chapel",
      name: "the chapel",
      sense: "Hymn books drying on a line.",
      story_use: "The hiding place of the log and the seat of the hearing.",
    },
    {
      id: "p-school",
      name: "the schoolhouse",
      sense: "Small chairs, chalk, her own name cut in a desk.",
      story_use: "Ada's lodging, where things are left for her to find.",
    },
    {
      id: "p-marsh",
      name: "the samphire marsh",
      sense: "Mud that keeps a footprint for a week.",
      story_use: "Where Tom went out.",
    },
  ],
  history: [
    {
      id: "h-1",
      when: "31 January 1953",
      event: "The sea took the wall in three places and nineteen people.",
      scar: "Every clock in the village was stopped, and set again by agreement.",
    },
    {
      id: "h-2",
      when: "1942",
      event: "Ada left for London on the milk train.",
      scar: "Her father has not said her name since.",
    },
  ],
  calendar: [],
  secrets: [
    {
      id: "s-clock",
      truth: "The sluice clock ran an hour slow that winter, and the whole village knew it.",
      known_by: "Everyone in Marram except Ada",
      reveal: "End of part two, when the clockmaker's bill turns up.",
    },
    {
      id: "s-tom",
      truth: "Tom went back for the Pell child.",
      known_by: "Canon Pell; Ruth Anning",
      reveal: "Chapter 4, when Ruth says what the second coat was for.",
    },
    {
      id: "s-letter",
      truth: "Ada's mother wrote to the company before she died.",
      known_by: "Ada's mother",
      reveal: "Chapter 12",
    },
  ],
  names: [],
  glossary: [
    {
      id: "g-1",
      term: "staithe",
      meaning: "A landing place; in Marram, the row of cottages behind one.",
    },
    {
      id: "g-2",
      term: "the version",
      meaning: "What everyone has agreed to say.",
    },
  ],
};
