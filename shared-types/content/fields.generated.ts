/** Generated from shared-types/content/*.ts by `npm run generate`. Do not edit. */
import type { Stage } from "../stages.ts";
import type { FieldTable } from "./field-kinds.ts";

export const STAGE_FIELDS: Readonly<Record<Stage, FieldTable>> = {
  "CONCEPT_SELECTION": {
    "title": {
      "kind": "line"
    },
    "logline": {
      "kind": "prose"
    },
    "facts": {
      "kind": "items",
      "min": 3,
      "max": 3,
      "heading": "label",
      "names": [
        "label"
      ],
      "fields": {
        "label": {
          "kind": "line"
        },
        "text": {
          "kind": "prose"
        }
      }
    },
    "why": {
      "kind": "prose"
    },
    "open_questions": {
      "kind": "items",
      "min": 0,
      "max": 3,
      "heading": "question",
      "names": [
        "question"
      ],
      "target": "question",
      "fields": {
        "id": {
          "kind": "id"
        },
        "question": {
          "kind": "prose"
        }
      }
    },
    "angle": {
      "kind": "line"
    },
    "dramatic_question": {
      "kind": "prose"
    },
    "genres": {
      "kind": "lines",
      "min": 1,
      "max": 3
    },
    "protagonist": {
      "kind": "prose"
    },
    "desire": {
      "kind": "prose"
    },
    "obstacle": {
      "kind": "prose"
    },
    "stakes": {
      "kind": "prose"
    },
    "irony": {
      "kind": "prose"
    },
    "advantage": {
      "kind": "prose",
      "optional": true
    },
    "reader_promise": {
      "kind": "prose"
    },
    "opening_hook": {
      "kind": "prose"
    },
    "tone": {
      "kind": "prose"
    },
    "form_note": {
      "kind": "prose",
      "optional": true
    }
  },
  "STORY_CONCEPTION": {
    "title": {
      "kind": "line"
    },
    "logline": {
      "kind": "prose"
    },
    "facts": {
      "kind": "items",
      "min": 3,
      "max": 3,
      "heading": "label",
      "names": [
        "label"
      ],
      "fields": {
        "label": {
          "kind": "line"
        },
        "text": {
          "kind": "prose"
        }
      }
    },
    "why": {
      "kind": "prose"
    },
    "open_questions": {
      "kind": "items",
      "min": 0,
      "max": 3,
      "heading": "question",
      "names": [
        "question"
      ],
      "target": "question",
      "fields": {
        "id": {
          "kind": "id"
        },
        "question": {
          "kind": "prose"
        }
      }
    },
    "proposed_answers": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "question_id",
      "names": [],
      "identity": [
        "question_id"
      ],
      "fields": {
        "question_id": {
          "kind": "reference",
          "to": "question"
        },
        "answer": {
          "kind": "prose"
        }
      },
      "optional": true
    },
    "premise": {
      "kind": "prose"
    },
    "theme_question": {
      "kind": "prose"
    },
    "form": {
      "kind": "group",
      "fields": {
        "kind": {
          "kind": "choice",
          "options": [
            "novel",
            "serial"
          ]
        },
        "target_length": {
          "kind": "number"
        },
        "chapter_length": {
          "kind": "number"
        },
        "chapters": {
          "kind": "number"
        },
        "unit": {
          "kind": "choice",
          "options": [
            "chars",
            "words"
          ]
        },
        "pov": {
          "kind": "line"
        },
        "tense": {
          "kind": "line",
          "optional": true
        },
        "audience": {
          "kind": "prose"
        }
      }
    },
    "voice": {
      "kind": "group",
      "fields": {
        "description": {
          "kind": "prose"
        },
        "sample": {
          "kind": "prose"
        }
      }
    },
    "conflict": {
      "kind": "group",
      "fields": {
        "want": {
          "kind": "prose"
        },
        "need": {
          "kind": "prose"
        },
        "opposition": {
          "kind": "prose"
        },
        "stakes": {
          "kind": "prose"
        }
      }
    },
    "movements": {
      "kind": "items",
      "min": 4,
      "max": 4,
      "heading": "name",
      "names": [
        "name"
      ],
      "fields": {
        "name": {
          "kind": "line"
        },
        "event": {
          "kind": "prose"
        },
        "change": {
          "kind": "prose"
        }
      }
    },
    "engine": {
      "kind": "prose"
    },
    "pleasures": {
      "kind": "lines",
      "min": 3,
      "max": 3,
      "target": "pleasure"
    },
    "threads": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "question",
      "names": [
        "question"
      ],
      "target": "story_thread",
      "fields": {
        "id": {
          "kind": "id"
        },
        "question": {
          "kind": "prose"
        },
        "answer": {
          "kind": "prose"
        },
        "clues": {
          "kind": "items",
          "min": 0,
          "max": 12,
          "heading": "text",
          "names": [
            "text"
          ],
          "target": "clue",
          "fields": {
            "id": {
              "kind": "id"
            },
            "text": {
              "kind": "prose"
            }
          }
        },
        "answered_when": {
          "kind": "prose"
        }
      }
    },
    "ending": {
      "kind": "group",
      "fields": {
        "image": {
          "kind": "prose"
        },
        "cost": {
          "kind": "prose"
        },
        "answer": {
          "kind": "prose"
        }
      }
    },
    "avoid": {
      "kind": "lines",
      "min": 0,
      "max": 30
    }
  },
  "WORLDVIEW": {
    "title": {
      "kind": "line"
    },
    "logline": {
      "kind": "prose"
    },
    "facts": {
      "kind": "items",
      "min": 3,
      "max": 3,
      "heading": "label",
      "names": [
        "label"
      ],
      "fields": {
        "label": {
          "kind": "line"
        },
        "text": {
          "kind": "prose"
        }
      }
    },
    "why": {
      "kind": "prose"
    },
    "open_questions": {
      "kind": "items",
      "min": 0,
      "max": 3,
      "heading": "question",
      "names": [
        "question"
      ],
      "target": "question",
      "fields": {
        "id": {
          "kind": "id"
        },
        "question": {
          "kind": "prose"
        }
      }
    },
    "proposed_answers": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "question_id",
      "names": [],
      "identity": [
        "question_id"
      ],
      "fields": {
        "question_id": {
          "kind": "reference",
          "to": "question"
        },
        "answer": {
          "kind": "prose"
        }
      },
      "optional": true
    },
    "time_place": {
      "kind": "prose"
    },
    "daily_life": {
      "kind": "prose"
    },
    "rules": {
      "kind": "items",
      "min": 3,
      "max": 7,
      "isOrdered": true,
      "heading": "rule",
      "names": [
        "rule"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "rule": {
          "kind": "prose"
        },
        "cost": {
          "kind": "prose"
        },
        "limit": {
          "kind": "prose"
        }
      }
    },
    "power_levels": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "isOrdered": true,
      "heading": "name",
      "names": [
        "name"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "name": {
          "kind": "line"
        },
        "gain": {
          "kind": "prose"
        },
        "price": {
          "kind": "prose"
        }
      },
      "optional": true
    },
    "factions": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "name",
      "names": [
        "name"
      ],
      "target": "faction",
      "fields": {
        "id": {
          "kind": "id"
        },
        "name": {
          "kind": "line"
        },
        "wants": {
          "kind": "prose"
        },
        "holds": {
          "kind": "prose"
        },
        "against": {
          "kind": "references",
          "to": "faction",
          "min": 0,
          "max": 30
        }
      }
    },
    "places": {
      "kind": "items",
      "min": 3,
      "max": 8,
      "heading": "name",
      "names": [
        "name"
      ],
      "target": "place",
      "fields": {
        "id": {
          "kind": "id"
        },
        "name": {
          "kind": "line"
        },
        "sense": {
          "kind": "prose"
        },
        "story_use": {
          "kind": "prose"
        }
      }
    },
    "history": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "when",
      "names": [
        "event"
      ],
      "identity": [
        "when",
        "event"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "when": {
          "kind": "line"
        },
        "event": {
          "kind": "prose"
        },
        "scar": {
          "kind": "prose"
        }
      }
    },
    "calendar": {
      "kind": "items",
      "min": 0,
      "max": 60,
      "isOrdered": true,
      "heading": "when",
      "names": [
        "what"
      ],
      "identity": [
        "when",
        "what"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "when": {
          "kind": "line"
        },
        "what": {
          "kind": "prose"
        }
      }
    },
    "secrets": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "truth",
      "names": [
        "truth"
      ],
      "target": "secret",
      "fields": {
        "id": {
          "kind": "id"
        },
        "truth": {
          "kind": "prose"
        },
        "known_by": {
          "kind": "prose"
        },
        "reveal": {
          "kind": "prose"
        }
      }
    },
    "names": {
      "kind": "items",
      "min": 0,
      "max": 100,
      "heading": "name",
      "names": [
        "name"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "name": {
          "kind": "line"
        },
        "who": {
          "kind": "prose"
        }
      }
    },
    "glossary": {
      "kind": "items",
      "min": 0,
      "max": 60,
      "heading": "term",
      "names": [
        "term"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "term": {
          "kind": "line"
        },
        "meaning": {
          "kind": "prose"
        }
      }
    }
  },
  "CHARACTERS": {
    "title": {
      "kind": "line"
    },
    "logline": {
      "kind": "prose"
    },
    "facts": {
      "kind": "items",
      "min": 3,
      "max": 3,
      "heading": "label",
      "names": [
        "label"
      ],
      "fields": {
        "label": {
          "kind": "line"
        },
        "text": {
          "kind": "prose"
        }
      }
    },
    "why": {
      "kind": "prose"
    },
    "open_questions": {
      "kind": "items",
      "min": 0,
      "max": 3,
      "heading": "question",
      "names": [
        "question"
      ],
      "target": "question",
      "fields": {
        "id": {
          "kind": "id"
        },
        "question": {
          "kind": "prose"
        }
      }
    },
    "proposed_answers": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "question_id",
      "names": [],
      "identity": [
        "question_id"
      ],
      "fields": {
        "question_id": {
          "kind": "reference",
          "to": "question"
        },
        "answer": {
          "kind": "prose"
        }
      },
      "optional": true
    },
    "characters": {
      "kind": "items",
      "min": 2,
      "max": 60,
      "heading": "name",
      "names": [
        "name",
        "aliases"
      ],
      "target": "character",
      "fields": {
        "id": {
          "kind": "id"
        },
        "name": {
          "kind": "line"
        },
        "aliases": {
          "kind": "lines",
          "min": 0,
          "max": 12
        },
        "weight": {
          "kind": "choice",
          "options": [
            "lead",
            "major",
            "minor"
          ]
        },
        "role": {
          "kind": "prose"
        },
        "age": {
          "kind": "line",
          "optional": true,
          "needed_unless": {
            "key": "weight",
            "is": "minor"
          }
        },
        "gender": {
          "kind": "line",
          "optional": true
        },
        "sign": {
          "kind": "prose"
        },
        "presence": {
          "kind": "prose",
          "optional": true,
          "needed_unless": {
            "key": "weight",
            "is": "minor"
          }
        },
        "want": {
          "kind": "prose"
        },
        "need": {
          "kind": "prose",
          "optional": true,
          "needed_unless": {
            "key": "weight",
            "is": "minor"
          }
        },
        "misbelief": {
          "kind": "prose",
          "optional": true
        },
        "strength": {
          "kind": "prose",
          "optional": true,
          "needed_unless": {
            "key": "weight",
            "is": "minor"
          }
        },
        "flaw": {
          "kind": "prose",
          "optional": true,
          "needed_unless": {
            "key": "weight",
            "is": "minor"
          }
        },
        "secret": {
          "kind": "prose",
          "optional": true
        },
        "knows": {
          "kind": "items",
          "min": 0,
          "max": 30,
          "heading": "what_id",
          "names": [],
          "identity": [
            "what_id"
          ],
          "fields": {
            "what_id": {
              "kind": "reference",
              "to": "secret_or_thread"
            },
            "since": {
              "kind": "line"
            }
          }
        },
        "voice": {
          "kind": "group",
          "fields": {
            "description": {
              "kind": "prose"
            },
            "line": {
              "kind": "prose"
            }
          },
          "optional": true,
          "needed_unless": {
            "key": "weight",
            "is": "minor"
          }
        },
        "arc": {
          "kind": "group",
          "fields": {
            "start": {
              "kind": "prose"
            },
            "turn": {
              "kind": "prose"
            },
            "end": {
              "kind": "prose"
            }
          },
          "optional": true
        },
        "faction_ids": {
          "kind": "references",
          "to": "faction",
          "min": 0,
          "max": 12
        }
      }
    },
    "relations": {
      "kind": "items",
      "min": 0,
      "max": 120,
      "heading": "kind",
      "names": [],
      "identity": [
        "from",
        "to"
      ],
      "fields": {
        "id": {
          "kind": "id"
        },
        "from": {
          "kind": "reference",
          "to": "character"
        },
        "to": {
          "kind": "reference",
          "to": "character"
        },
        "kind": {
          "kind": "line"
        },
        "surface": {
          "kind": "prose"
        },
        "truth": {
          "kind": "prose"
        },
        "change": {
          "kind": "prose"
        }
      }
    }
  },
  "PLOT_OUTLINE": {
    "title": {
      "kind": "line"
    },
    "logline": {
      "kind": "prose"
    },
    "facts": {
      "kind": "items",
      "min": 3,
      "max": 3,
      "heading": "label",
      "names": [
        "label"
      ],
      "fields": {
        "label": {
          "kind": "line"
        },
        "text": {
          "kind": "prose"
        }
      }
    },
    "why": {
      "kind": "prose"
    },
    "open_questions": {
      "kind": "items",
      "min": 0,
      "max": 3,
      "heading": "question",
      "names": [
        "question"
      ],
      "target": "question",
      "fields": {
        "id": {
          "kind": "id"
        },
        "question": {
          "kind": "prose"
        }
      }
    },
    "proposed_answers": {
      "kind": "items",
      "min": 0,
      "max": 30,
      "heading": "question_id",
      "names": [],
      "identity": [
        "question_id"
      ],
      "fields": {
        "question_id": {
          "kind": "reference",
          "to": "question"
        },
        "answer": {
          "kind": "prose"
        }
      },
      "optional": true
    },
    "structure": {
      "kind": "prose"
    },
    "opening": {
      "kind": "group",
      "fields": {
        "image": {
          "kind": "prose"
        },
        "first_three_chapters": {
          "kind": "lines",
          "min": 3,
          "max": 3,
          "isOrdered": true,
          "optional": true
        }
      }
    },
    "parts": {
      "kind": "items",
      "min": 1,
      "max": 12,
      "heading": "title",
      "names": [
        "title"
      ],
      "target": "chapter_or_part",
      "fields": {
        "id": {
          "kind": "id"
        },
        "title": {
          "kind": "line"
        },
        "goal": {
          "kind": "prose"
        },
        "conflict": {
          "kind": "prose"
        },
        "beats": {
          "kind": "lines",
          "min": 2,
          "max": 6,
          "isOrdered": true
        },
        "turn": {
          "kind": "prose"
        },
        "end_hook": {
          "kind": "prose"
        },
        "length": {
          "kind": "number"
        },
        "chapters": {
          "kind": "items",
          "min": 0,
          "max": 100,
          "heading": "title",
          "names": [
            "title"
          ],
          "target": "chapter_or_part",
          "fields": {
            "id": {
              "kind": "id"
            },
            "number": {
              "kind": "number"
            },
            "title": {
              "kind": "line"
            },
            "when": {
              "kind": "line",
              "optional": true
            },
            "pov_id": {
              "kind": "reference",
              "to": "character"
            },
            "place_id": {
              "kind": "reference",
              "to": "place"
            },
            "cast_ids": {
              "kind": "references",
              "to": "character",
              "min": 0,
              "max": 30
            },
            "goal": {
              "kind": "prose"
            },
            "beats": {
              "kind": "lines",
              "min": 2,
              "max": 5,
              "isOrdered": true
            },
            "turn": {
              "kind": "prose"
            },
            "reveals": {
              "kind": "references",
              "to": "secret_or_clue",
              "min": 0,
              "max": 30
            },
            "price": {
              "kind": "prose",
              "optional": true
            },
            "payoff_ids": {
              "kind": "references",
              "to": "pleasure_or_thread",
              "min": 0,
              "max": 30
            },
            "payoff": {
              "kind": "prose",
              "optional": true,
              "earlier": true
            },
            "hook": {
              "kind": "prose"
            },
            "thread_ids": {
              "kind": "references",
              "to": "plot_thread",
              "min": 0,
              "max": 30
            },
            "length": {
              "kind": "number"
            }
          }
        }
      }
    },
    "threads": {
      "kind": "items",
      "min": 0,
      "max": 60,
      "heading": "name",
      "names": [
        "name"
      ],
      "target": "plot_thread",
      "fields": {
        "id": {
          "kind": "reference",
          "to": "story_thread"
        },
        "name": {
          "kind": "prose",
          "optional": true
        },
        "planted_in": {
          "kind": "reference",
          "to": "chapter_or_part"
        },
        "echoes": {
          "kind": "references",
          "to": "chapter_or_part",
          "min": 0,
          "max": 60
        },
        "paid_in": {
          "kind": "reference",
          "to": "chapter_or_part"
        }
      }
    },
    "ending": {
      "kind": "prose"
    }
  }
};
