/** A program that does some work, and how. */
export interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How many rounds it takes part in; those who need minutes tell enough in one. */
  readonly rounds?: number;
}

/** What one contender took: medians of its rounds. */
export interface Cost {
  readonly name: string;
  /** Milliseconds on the clock, which other work on the computer makes longer. */
  readonly wall: number;
  /** Milliseconds of the processor, those of the children that were waited for included. */
  readonly cpu: number;
  /** Megabytes that its largest process needed. */
  readonly memory: number;
  /** What it wrote in its last round. */
  readonly stdout: string;
}

/** Where and how often contenders run. */
export interface ContestOptions {
  readonly folder: string;
  readonly rounds: number;
  /** Done before each run, and not measured. */
  readonly prepare?: () => void;
}

/**
 * Lets contenders do their work in turn, so that what else the computer does meets all of them.
 *
 * @throws {Error} If one of them fails.
 */
export async function contest(
  contenders: readonly Contender[],
  options: ContestOptions,
): Promise<readonly Cost[]> {
  const costs = new Map<Contender, Cost[]>(contenders.map((one) => [one, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const one of contenders) {
      if (round >= (one.rounds ?? options.rounds)) continue;
      options.prepare?.();
      costs.get(one)?.push(await run(one, options.folder));
    }
  }
  return contenders.map((one) => {
    const all = costs.get(one) ?? [];
    return {
      name: one.name,
      wall: median(all.map(({ wall }) => wall)),
      cpu: median(all.map(({ cpu }) => cpu)),
      memory: median(all.map(({ memory }) => memory)),
      stdout: all.at(-1)?.stdout ?? "",
    };
  });
}

/** @returns The value in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** GNU time knows what the operating system has counted of a process and its children. */
const TIME = "/usr/bin/time";

async function run({ name, argv, env }: Contender, folder: string): Promise<Cost> {
  const counted = `${folder}/.counted`;
  const before = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(TIME, {
    args: ["-o", counted, "-f", "%U %S %M", ...argv],
    cwd: folder,
    env: { NO_COLOR: "1", ANSIBLE_NOCOLOR: "1", ANSIBLE_LOCALHOST_WARNING: "0", ...env },
    stdin: "null",
  }).output();
  const wall = performance.now() - before;
  const text = new TextDecoder().decode(stdout);
  if (!success) {
    const told = (text + new TextDecoder().decode(stderr)).slice(-2000);
    throw new Error(`Cannot measure ${name}: ${told}`);
  }
  const [user = NaN, system = NaN, kilobytes = NaN] = Deno.readTextFileSync(counted).trim()
    .split(" ").map(Number);
  Deno.removeSync(counted);
  return { name, wall, cpu: (user + system) * 1000, memory: kilobytes / 1024, stdout: text };
}
