/** Who runs the program and in what surroundings. */
export interface Environment {
  /** @returns The environment variable, or `undefined` if it is not set. */
  variable(name: string): string | undefined;
  /** @returns All environment variables. */
  variables(): Readonly<Record<string, string>>;
  /** @returns The working folder, absolute. */
  workingFolder(): string;
  /** @returns The user's own folder: `HOME`, else what the password file says, else `/`. */
  homeFolder(): string;
  /** @returns The number of the user. */
  userId(): number;
  /** @returns The name of the user; the number as text if nothing knows a name. */
  userName(): string;
}

/** Asked at the start, before the permission to ask is given up: it stays the same. */
const OWN_UID = Deno.uid() ?? 0;

/** The surroundings of this process. */
export const environment: Environment = {
  variable: (name) => Deno.env.get(name),
  variables: () => Deno.env.toObject(),
  workingFolder: () => Deno.cwd(),
  homeFolder: () => Deno.env.get("HOME") || ownAccount()?.home || "/",
  userId: () => OWN_UID,
  userName: () =>
    ownAccount()?.name ?? Deno.env.get("LOGNAME") ?? Deno.env.get("USER") ?? String(OWN_UID),
};

interface Account {
  readonly name: string;
  readonly home: string;
}

/** Reads the password file itself: `node:os` would cost 30 ms at start. */
function ownAccount(): Account | undefined {
  let text;
  try {
    text = Deno.readTextFileSync("/etc/passwd");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  for (const line of text.split("\n")) {
    const [name, , id, , , home] = line.split(":");
    if (name && home && id === String(OWN_UID)) return { name, home };
  }
  return undefined;
}
