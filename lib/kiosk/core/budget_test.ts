import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type BudgetState,
  flowed,
  hasAgainAt,
  LEAST,
  levelOf,
  nextReset,
  rest,
  runsDryAfter,
} from "./budget.ts";
import { budgetId } from "./id.ts";
import type { Budget } from "./policy.ts";
import { entryNamed } from "./testing/policies.ts";
import { DAY, HOUR, MINUTE, type WallTime, wallTime } from "./time.ts";

const id = budgetId("b") ?? assert.fail();
const START = Date.parse("2026-10-22T09:17:00Z");

function budgetWith(draft: Partial<Budget>): Budget {
  return { id, label: "B", capacity: HOUR, starts: "full", earned: [], ...draft };
}

const days = { timeZone: "Europe/Berlin", dayStartsAt: 150 };

/** Says by `Intl` what the clock shows; the twin knows nothing of offsets. */
const FORMAT = new Intl.DateTimeFormat("en-GB", {
  timeZone: days.timeZone,
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The minutes at which a day begins, and whether it is a Monday: 02:30, when it is first shown. */
const RESETS: ReadonlyMap<number, string> = (() => {
  const resets = new Map<number, string>();
  let lastReset = 0;
  for (let time = START; time < START + 12 * DAY; time += MINUTE) {
    const [weekday = "", hour, minute] = FORMAT.format(time).split(/[ :]/);
    const shown = Number(hour) * 60 + Number(minute);
    const isStart = shown === days.dayStartsAt;
    // In autumn 02:30 comes twice, and the day has begun already.
    if (isStart && time - lastReset > 2 * HOUR) {
      resets.set(time, weekday);
      lastReset = time;
    }
  }
  return resets;
})();

/** What happens in a stretch of minutes. */
interface Stretch {
  readonly minutes: number;
  readonly kind: "rest" | "drain" | "earn";
}

/** Goes minute by minute. */
class Twin {
  #left: number;
  #time = START;
  constructor(readonly budget: Budget) {
    this.#left = budget.starts === "full" ? budget.capacity : 0;
  }
  get level(): number {
    return Math.max(0, this.#left);
  }
  get time(): WallTime {
    return wallTime(this.#time);
  }
  live({ minutes, kind }: Stretch): void {
    for (let i = 0; i < minutes; i++) this.#minute(kind);
  }
  #minute(kind: Stretch["kind"]): void {
    const { budget } = this;
    if (kind === "drain") this.#left -= MINUTE;
    const gained = kind === "earn"
      ? MINUTE * (budget.earned[0]?.ratio ?? 0)
      : kind === "rest"
      ? MINUTE * (budget.refill ?? 0)
      : 0;
    if (this.#left < budget.capacity) this.#left = Math.min(budget.capacity, this.#left + gained);
    this.#time += MINUTE;
    const weekday = RESETS.get(this.#time);
    const isReset = weekday !== undefined &&
      (budget.reset === "daily" || (budget.reset === "weekly" && weekday === "Mon"));
    if (isReset) this.#left = budget.starts === "full" ? budget.capacity : 0;
  }
}

const BUDGETS = fc.record({
  capacity: fc.integer({ min: 1, max: 300 }).map((minutes) => minutes * MINUTE),
  reset: fc.constantFrom("daily" as const, "weekly" as const, undefined),
  starts: fc.constantFrom("full" as const, "empty" as const),
  refill: fc.constantFrom(undefined, 0.25, 0.5, 2),
  ratio: fc.constantFrom(0.5, 1, 2),
}).map(({ reset, refill, ratio, ...rest }): Budget => ({
  ...budgetWith(rest),
  ...(reset === undefined ? {} : { reset }),
  ...(refill === undefined ? {} : { refill }),
  earned: [{ entry: entryNamed("learn"), ratio }],
}));

const STRETCHES = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 1000 }),
    kind: fc.constantFrom("rest" as const, "drain" as const, "earn" as const),
  }),
  { minLength: 1, maxLength: 12 },
);

function live(budget: Budget, state: BudgetState, { from, stretch }: {
  readonly from: WallTime;
  readonly stretch: Stretch;
}): BudgetState {
  const to = wallTime(from + stretch.minutes * MINUTE);
  if (stretch.kind === "rest") return rest(budget, state, { days, at: to });
  const flow = stretch.kind === "drain"
    ? { drained: 1, gained: 0 }
    : { drained: 0, gained: budget.earned[0]?.ratio ?? 0 };
  return flowed(budget, state, { days, span: { from, to }, flow });
}

Deno.test("levelOf() after any days agrees with a twin that goes minute by minute", () => {
  const property = fc.property(BUDGETS, STRETCHES, (budget, stretches) => {
    const twin = new Twin(budget);
    let state: BudgetState = { used: 0, gained: 0, at: wallTime(START) };
    for (const stretch of stretches) {
      const from = twin.time;
      twin.live(stretch);
      state = live(budget, state, { from, stretch });
      const level = levelOf(budget, state, { days, at: twin.time });
      assert.ok(Math.abs(level - twin.level) < 1, `${level} is not ${twin.level}`);
    }
  });
  fc.assert(property, { numRuns: 3000, seed: 1 });
});

Deno.test("runsDryAfter() and hasAgainAt() agree with the twin", () => {
  const property = fc.property(BUDGETS, fc.integer({ min: 0, max: 3000 }), (budget, minutes) => {
    const twin = new Twin(budget);
    twin.live({ minutes, kind: "rest" });
    const at = twin.time;
    const state: BudgetState = { used: 0, gained: 0, at: wallTime(START) };
    const level = twin.level;
    const dry = runsDryAfter(budget, state, { days, at });
    let drained = 0;
    for (; drained < 3 * 1440 && twin.level > 0; drained++) {
      twin.live({ minutes: 1, kind: "drain" });
    }
    if (level <= 0) assert.equal(dry, 0);
    else if (drained < 3 * 1440) assert.ok(Math.abs((dry ?? 0) - drained * MINUTE) <= MINUTE);
    else assert.ok(dry === undefined || dry >= 3 * DAY);

    const empty = flowed(budget, state, {
      days,
      span: { from: at, to: wallTime(at + budget.capacity) },
      flow: { drained: 1, gained: 0 },
    });
    const later = wallTime(at + budget.capacity);
    if (levelOf(budget, empty, { days, at: later }) >= LEAST) return;
    const again = hasAgainAt(budget, empty, { days, at: later });
    if (again === undefined) return;
    assert.ok(levelOf(budget, empty, { days, at: again }) >= LEAST);
    assert.ok(levelOf(budget, empty, { days, at: wallTime(again - 2) }) < LEAST);
  });
  fc.assert(property, { numRuns: 1000, seed: 2 });
});

Deno.test("nextReset() is once a day and once a week, however often the clock shows its time", () => {
  const daily = [...RESETS.keys()];
  const weekly = [...RESETS].filter(([, weekday]) => weekday === "Mon").map(([time]) => time);
  for (const [reset, expected] of [["daily", daily], ["weekly", weekly]] as const) {
    const found: number[] = [];
    let at = wallTime(START);
    while (found.length < expected.length) {
      at = nextReset(budgetWith({ reset }), days, at) ?? assert.fail();
      found.push(at);
    }
    assert.deepEqual(found, expected);
  }
});

Deno.test("flowed() of a time before the state drains all the same", () => {
  const state = { used: 0, gained: 0, at: wallTime(START + DAY) };
  const span = { from: wallTime(START), to: wallTime(START + MINUTE) };
  const flow = { drained: 1, gained: 0 };
  const after = flowed(budgetWith({ reset: "daily" }), state, { days, span, flow });
  assert.deepEqual(after, { used: MINUTE, gained: 0, at: state.at });
});
