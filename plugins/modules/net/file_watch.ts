import type { Target } from "../../../lib/plugin/sdk.ts";
import type { Found, SearchPattern } from "./search_pattern.ts";

/** Looks at one file of the target again and again; reads it only when it has changed. */
export class FileWatch {
  readonly #target: Target;
  readonly #path: string;
  /** Size and time when it was last seen, and when it was last read. */
  #seen = "";
  #read = "";

  constructor(target: Target, path: string) {
    this.#target = target;
    this.#path = path;
  }

  /** Whether the last look found something. */
  get isThere(): boolean {
    return this.#seen !== "";
  }

  async exists(): Promise<boolean> {
    const [outcome] = await this.#target.probe({ argv: ["test", "-e", this.#path] });
    return outcome?.exitCode === 0;
  }

  /** @returns Why the file cannot be looked at, unless it is just not there. */
  async problem(): Promise<string | undefined> {
    const [outcome] = await this.#target.probe({
      argv: ["stat", "-L", "-c", "%s %Y %i", "--", this.#path],
      env: { LC_ALL: "C" },
    });
    this.#seen = outcome?.exitCode === 0 ? outcome.stdout : "";
    if (outcome === undefined || this.#seen !== "") return undefined;
    const reason = outcome.stderr.trim().split(": ").at(-1) ?? "";
    return reason === "No such file or directory" ? undefined : reason;
  }

  async search(pattern: SearchPattern): Promise<Found | undefined> {
    if (this.#seen === "" || this.#seen === this.#read) return undefined;
    this.#read = this.#seen;
    const content = await this.#target.get(this.#path);
    return content === undefined ? undefined : pattern(new TextDecoder().decode(content));
  }
}
