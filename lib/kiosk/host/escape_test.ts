import { clock } from "../../system/clock.ts";
import { processes } from "../../system/processes.ts";
import { readLinuxFacts } from "./linux_facts.ts";
import { openLinuxHost } from "./linux_host.ts";
import { Endings, escape, ESCAPE_SHAPES } from "./testing/escape.ts";

/**
 * How many milliseconds it takes is up to the computer, and measured by scripts/bench/kiosk.ts. What
 * is the same everywhere: the first force ends all, a second before the core would use it again.
 */

const TIMES = 20;

const facts = await readLinuxFacts(processes);
const hasGroups = facts.cgroupBase !== undefined;
const WAYS = [
  { way: "with control groups", cgroups: undefined },
  { way: "without control groups", cgroups: "avoid" },
] as const;

for (const { way, cgroups } of WAYS) {
  for (const [what, { script, needs, atOnce = TIMES }] of Object.entries(ESCAPE_SHAPES)) {
    if (needs === "control groups" && cgroups === "avoid") continue;
    const isPossible = (hasGroups || cgroups === "avoid") && (needs !== "root" || facts.uid === 0);
    Deno.test({
      name: `LinuxHost ${way} ends, ${TIMES} times, what ${what}` +
        (isPossible ? "" : ` (needs ${needs ?? "control groups"})`),
      ignore: !isPossible,
      async fn() {
        const environment = { HOME: "/" };
        await using host = await openLinuxHost({
          ...{ processes, clock, environment },
          ...(cgroups === undefined ? {} : { cgroups }),
        });
        const endings = new Endings(host);
        let left = TIMES;
        const worker = async () => {
          while (left-- > 0) await escape(host, endings, script);
        };
        // All come to their end, whatever is found out about one of them.
        const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, worker));
        await endings.stop();
        for (const one of outcomes) if (one.status === "rejected") throw one.reason;
      },
    });
  }
}
