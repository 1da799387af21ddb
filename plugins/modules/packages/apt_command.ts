import type {
  ApplyCommand,
  CommandOutcome,
  ProbeCommand,
  Target,
} from "../../../lib/plugin/sdk.ts";
import type { AptOptions } from "./apt_options.ts";

/** Output is read for English words, and nobody is there to answer questions. */
export const APT_ENVIRONMENT: Readonly<Record<string, string>> = {
  DEBIAN_FRONTEND: "noninteractive",
  DEBIAN_PRIORITY: "critical",
  LANG: "C",
  LC_ALL: "C",
  LC_MESSAGES: "C",
  LC_CTYPE: "C",
};

/** For probes, which may not set any other. */
export const ENGLISH: Readonly<Record<string, string>> = { LC_ALL: "C" };

/** One call of apt-get. */
export interface AptCommand {
  readonly argv: readonly string[];
  /** The call as Ansible's failure messages show it. */
  readonly text: string;
}

/**
 * @param words Absent options as empty texts, since Ansible's messages show the gaps.
 * @returns The call of apt-get with the options of dpkg first.
 */
export function aptCommand(
  options: AptOptions,
  words: readonly AptWord[],
): AptCommand {
  const dpkg = options.dpkgOptions.map((option) => `Dpkg::Options::=--${option}`);
  const shown = dpkg.map((option) => `-o "${option}"`).join(" ");
  const plain = words.flatMap((word) => typeof word === "string" ? word.split(" ") : word.argv);
  const texts = words.map((word) => typeof word === "string" ? word : word.text);
  return {
    argv: [
      "apt-get",
      "-y",
      ...dpkg.flatMap((option) => ["-o", option]),
      ...plain.filter((word) => word !== ""),
    ],
    text: ["/usr/bin/apt-get", "-y", shown, ...texts].join(" "),
  };
}

/** An option without spaces in it, or words that a shell would have to see quoted. */
export type AptWord = string | {
  readonly argv: readonly string[];
  readonly text: string;
};

/** @returns Words that Ansible's messages show in single quotes. */
export function quoted(words: readonly string[]): AptWord {
  return { argv: words, text: words.map((word) => `'${word}'`).join(" ") };
}

/** @returns `word` if `isWanted`, else the gap that it leaves. */
export function wordIf(isWanted: boolean, word: string): string {
  return isWanted ? word : "";
}

/**
 * Runs apt-get; in check mode the call simulates and so only reads.
 *
 * @param more Commands that follow if it succeeds, not in check mode.
 */
export async function runApt(
  target: Target,
  { argv }: AptCommand,
  { options, more = [] }: {
    readonly options: AptOptions;
    readonly more?: readonly ApplyCommand[];
  },
): Promise<readonly CommandOutcome[]> {
  if (options.checkMode) return await target.probe({ argv, env: ENGLISH });
  const [program = "", ...rest] = argv;
  const lock = ["-o", `DPkg::Lock::Timeout=${options.lockTimeout}`];
  const command = withPolicy(options, {
    argv: [program, ...lock, ...rest],
    env: APT_ENVIRONMENT,
  });
  return await target.apply(command, ...more);
}

/** Has maintainer scripts see another policy for services while the command runs. */
function withPolicy(
  { policyRcD }: AptOptions,
  command: ProbeCommand,
): ApplyCommand {
  if (policyRcD === undefined) return command;
  return {
    ...command,
    script: WITH_POLICY,
    argv: [String(policyRcD), ...command.argv],
  };
}

const WITH_POLICY = `
code=$1 policy=/usr/sbin/policy-rc.d kept=
shift
if [ -e $policy ]; then kept=$(mktemp -d) && mv $policy "$kept" || exit; fi
printf '#!/bin/sh\\nexit %d\\n' "$code" >$policy && chmod 755 $policy || exit
"$@"
code=$?
if [ -n "$kept" ]; then mv "$kept/policy-rc.d" $policy && rmdir "$kept"; else rm -f $policy; fi
exit $code
`;

/** @returns The part of apt-get's output that says what is going to happen. */
export function packageDiff(output: string): string {
  const lines = output.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const start = lines.indexOf("Reading state information...");
  const end = lines.findIndex((line) => /^[0-9]+ (packages )?upgraded/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end + 1).join("\n");
}
