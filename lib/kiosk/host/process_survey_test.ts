import { deepStrictEqual, throws } from "node:assert/strict";
import type { Leader } from "./session_handle.ts";
import { membersOf, parseProcess, parseSurvey, type Process } from "./process_survey.ts";

const STAT = "17 (NAME) S 1 17 15 0 -1 4194560 210 0 0 0 0 0 0 0 20 0 1 0 4711 2560000 200 1";
const PROCESS: Process = {
  pid: 17,
  parent: 1,
  group: 17,
  session: 15,
  start: 4711,
  isDead: false,
};

for (const name of ["sh", "a b", "a) Z 2 2 2", ") (", "\n9 (x) S 1", "(((("]) {
  Deno.test(`parseProcess() is not misled by a process called ${JSON.stringify(name)}`, () => {
    deepStrictEqual(parseProcess(`/proc/17/stat:${STAT.replace("NAME", name)}\n`), PROCESS);
  });
}

Deno.test("parseProcess() knows who has ended", () => {
  deepStrictEqual(parseProcess(STAT.replace(" S ", " Z ")), { ...PROCESS, isDead: true });
});

Deno.test("parseSurvey() tells control group, processes and environments apart", () => {
  const text =
    `17\n18\n\0/proc/17/stat:${STAT}\n\0/proc/1/stat:1 (init) S 0 1 1 0 -1 0 0 0 0 0 0 ` +
    `0 0 0 20 0 1 0 3 0\n\0\0/proc/17/environ\n/proc/20/environ\n`;
  deepStrictEqual(parseSurvey(text), {
    processes: [
      PROCESS,
      { pid: 1, parent: 0, group: 1, session: 1, start: 3, isDead: false },
    ],
    grouped: new Set([17, 18]),
    marked: new Set([17, 20]),
  });
});

Deno.test("parseSurvey() does not take a failed look for an end of everything", () => {
  for (const text of ["", "\0\0", "17\n\0\0/proc/17/environ\n"]) {
    throws(() => parseSurvey(text), /^Error: Cannot see any processes$/);
  }
});

interface Case {
  /** `pid parent group session start`, and `dead`. */
  readonly processes: readonly string[];
  readonly leader?: Leader;
  readonly grouped?: readonly number[];
  readonly marked?: readonly number[];
  readonly known?: readonly (readonly [number, number])[];
  readonly members: readonly number[];
}

const LEADER = { pid: 10, start: 100 };
const OTHERS = ["1 0 1 1 1", "2 1 2 2 2"];

const CASES: Readonly<Record<string, Case>> = {
  "finds nothing where there is nothing": { processes: OTHERS, leader: LEADER, members: [] },
  "finds the leader, its group and its session": {
    processes: [...OTHERS, "10 2 10 10 100", "11 1 10 10 101", "12 1 12 10 102"],
    leader: LEADER,
    members: [10, 11, 12],
  },
  "finds a group whose leader is gone": {
    processes: [...OTHERS, "11 1 10 10 101"],
    leader: LEADER,
    members: [11],
  },
  "leaves the dead out, but not what they started": {
    processes: [...OTHERS, "10 2 10 10 100 dead", "11 10 11 11 101"],
    leader: LEADER,
    members: [11],
  },
  "lets a stranger be that was given the leader's number": {
    processes: [...OTHERS, "10 2 10 10 999", "11 10 10 10 1000"],
    leader: LEADER,
    members: [],
  },
  "finds who is in the control group, and what it started elsewhere": {
    processes: [...OTHERS, "20 1 20 20 5", "21 20 21 21 6"],
    grouped: [20],
    members: [20, 21],
  },
  "finds who carries the name of the session": {
    processes: [...OTHERS, "30 1 30 30 7", "31 30 31 31 8"],
    leader: LEADER,
    marked: [30],
    members: [30, 31],
  },
  "finds who was known once, whatever it made of itself": {
    processes: [...OTHERS, "40 1 40 40 9"],
    leader: LEADER,
    known: [[40, 9]],
    members: [40],
  },
  "lets a stranger be that was given the number of one once known": {
    processes: [...OTHERS, "40 1 40 40 99"],
    leader: LEADER,
    known: [[40, 9]],
    members: [],
  },
};

for (
  const [name, { processes, grouped, marked, known, leader, members }] of Object.entries(CASES)
) {
  Deno.test(`membersOf() ${name}`, () => {
    const survey = {
      processes: processes.map(readProcess),
      grouped: new Set(grouped),
      marked: new Set(marked),
    };
    const found = membersOf(survey, { leader, known: new Map(known) });
    deepStrictEqual(found.map(({ pid }) => pid).sort(), members);
  });
}

function readProcess(text: string): Process {
  const [pid = 0, parent = 0, group = 0, session = 0, start = 0] = text.split(" ").map(Number);
  return { pid, parent, group, session, start, isDead: text.endsWith("dead") };
}
