import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { iptables } from "./iptables.ts";
import spec from "./iptables.json" with { type: "json" };

function fake(outcomes: Readonly<Record<string, string | { exitCode: number }>> = {}) {
  return new FakeTarget({
    commands: (text) => {
      if (text.startsWith("command -v ")) return `/sbin/${text.slice(11)}\n`;
      if (text.startsWith("test -x ")) return { exitCode: 1 };
      return outcomes[text] ?? (/ -[CL] /.test(text) ? { exitCode: 1 } : "");
    },
  });
}

async function applied(args: Record<string, Value>, target = fake()) {
  const { changed, msg } = await runModule({ run: iptables, spec, args, target });
  return [changed, msg ?? target.applied.join("; ").replaceAll("/sbin/", "")];
}

Deno.test("iptables() puts a rule together and adds it", async () => {
  const rule = {
    ...{ chain: "INPUT", protocol: "!tcp", destination_ports: ["80", "443"] },
    ...{ ctstate: ["NEW"], syn: "negate", limit: "2/s", jump: "ACCEPT", comment: "a b" },
  };
  const text =
    "! -p tcp -j ACCEPT -m multiport --dports 80,443 ! --syn -m conntrack --ctstate NEW " +
    "-m limit --limit 2/s -m comment --comment a b";
  deepEqual(await applied(rule), [true, `iptables -t filter -A INPUT ${text}`]);
  const there = fake({ [`/sbin/iptables -t filter -C INPUT ${text}`]: "" });
  deepEqual(await applied(rule, there), [false, ""]);
});

Deno.test("iptables() makes chains, inserts, removes, flushes and sets policies", async () => {
  const inserted = { chain: "X", source: "1.1.1.1", action: "insert", rule_num: "2" };
  deepEqual(await applied({ ...inserted, chain_management: true, ip_version: "ipv6" }), [
    true,
    "ip6tables -t filter -N X; ip6tables -t filter -I X 2 -s 1.1.1.1",
  ]);
  const target = fake({ "/sbin/iptables -t nat -L X": "" });
  const chain = { chain: "X", table: "nat", state: "absent", chain_management: true };
  deepEqual(await applied(chain, target), [true, "iptables -t nat -X X"]);
  deepEqual(await applied({ flush: true }), [true, "iptables -t filter -F"]);
  const policy = fake({ "/sbin/iptables -t filter -L INPUT": "Chain INPUT (policy ACCEPT)\n" });
  const drop = { chain: "INPUT", policy: "DROP" };
  deepEqual(await applied(drop, policy), [true, "iptables -t filter -P INPUT DROP"]);
  const listed = { "/sbin/iptables -t filter -L INPUT -n": "Chain INPUT (policy DROP)\n" };
  deepEqual(await applied({ ...drop, numeric: true }, fake(listed)), [false, ""]);
});

Deno.test("iptables() logs where options of a log are given, and wants a chain", async () => {
  const log = { chain: "INPUT", log_prefix: "x" };
  deepEqual(await applied(log), [true, "iptables -t filter -A INPUT -j LOG --log-prefix x"]);
  const wrong = "Logging options can only be used with the LOG jump target.";
  equal((await applied({ ...log, jump: "DROP" }))[1], wrong);
  equal((await applied({ jump: "DROP" }))[1], "Either chain or flush parameter must be specified.");
});
