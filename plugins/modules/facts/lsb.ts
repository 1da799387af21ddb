import { dict } from "../../../lib/base/value.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";
import { osReleaseFields } from "./release.ts";

/**
 * @returns `lsb`. Debian's `lsb_release` prints what is in the two release files, so there it is not
 *   run; it takes as long as all other facts together.
 */
export function lsbFacts(output: FactsOutput): FactMap {
  const found = fromProgram(output) ?? fromFiles(output);
  if (found === undefined) return { lsb: dict({}) };
  const { codename, description, id, release } = found;
  const major_release = release?.split(".")[0];
  return { lsb: dict({ codename, description, id, major_release, release }) };
}

interface Lsb {
  readonly id?: string | undefined;
  readonly description?: string | undefined;
  readonly release?: string | undefined;
  readonly codename?: string | undefined;
}

function fromProgram(output: FactsOutput): Lsb | undefined {
  const lines = output.lines("lsb");
  if (lines.length === 0) return undefined;
  const field = (name: string) => {
    const line = lines.findLast((text) => text.startsWith(`${name}:`));
    return line === undefined ? undefined : unquoted(line.slice(name.length + 1).trim());
  };
  return {
    id: field("Distributor ID"),
    description: field("Description"),
    release: field("Release") ?? field("LSB Version"),
    codename: field("Codename"),
  };
}

function fromFiles(output: FactsOutput): Lsb | undefined {
  const text = output.file("/etc/lsb-release");
  if (text?.includes("DISTRIB_ID")) {
    const field = (name: string) => {
      const value = new RegExp(`^DISTRIB_${name}=(.*)$`, "m").exec(text)?.[1];
      return value === undefined ? undefined : unquoted(value.trim());
    };
    return {
      id: field("ID"),
      description: field("DESCRIPTION"),
      release: field("RELEASE"),
      codename: field("CODENAME"),
    };
  }
  if (!output.exists("program lsb_release")) return undefined;
  const os = osReleaseFields(output);
  const id = os.get("ID") ?? "";
  return {
    id: id.charAt(0).toUpperCase() + id.slice(1),
    description: os.get("PRETTY_NAME"),
    release: os.get("VERSION_ID") ?? "n/a",
    codename: os.get("VERSION_CODENAME") ?? "n/a",
  };
}

function unquoted(text: string): string {
  return text.replace(/^[\\'"]+|[\\'"]+$/g, "");
}
