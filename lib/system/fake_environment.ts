import type { Environment } from "./environment.ts";

/** Surroundings for tests: nothing of the real ones shows through. */
export class FakeEnvironment implements Environment {
  readonly #variables: Map<string, string>;
  readonly #user: { readonly id: number; readonly name: string };
  readonly #workingFolder: string;

  constructor(
    options: {
      readonly variables?: Readonly<Record<string, string>>;
      readonly user?: { readonly id: number; readonly name: string };
      readonly workingFolder?: string;
    } = {},
  ) {
    this.#variables = new Map(Object.entries(options.variables ?? {}));
    this.#user = options.user ?? { id: 1000, name: "tester" };
    this.#workingFolder = options.workingFolder ?? "/";
  }

  variable(name: string): string | undefined {
    return this.#variables.get(name);
  }

  variables(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#variables);
  }

  workingFolder(): string {
    return this.#workingFolder;
  }

  homeFolder(): string {
    return this.#variables.get("HOME") || `/home/${this.#user.name}`;
  }

  userId(): number {
    return this.#user.id;
  }

  userName(): string {
    return this.#user.name;
  }
}
