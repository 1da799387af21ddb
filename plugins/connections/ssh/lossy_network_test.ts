import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../../lib/cli/testing/tested_shep.ts";
import { isRoot, needs, sshdReason, succeeds } from "../testing/needs.ts";
import { startSshd } from "../testing/sshd.ts";

/** A network namespace of which every twentieth packet is lost, each way. */

const NAME = `shep${Deno.pid}`;
const NETWORK = "10.213.94";
const HOSTS = 5;

const BUILD = `
ip netns add ${NAME}
ip link add ${NAME}a type veth peer name ${NAME}b
ip link set ${NAME}b netns ${NAME}
ip addr add ${NETWORK}.1/24 dev ${NAME}a
ip link set ${NAME}a up
ip netns exec ${NAME} sh -ec '
  ip link set lo up
  for i in ${Array.from({ length: HOSTS }, (_, index) => index + 2).join(" ")}; do
    ip addr add ${NETWORK}.$i/24 dev ${NAME}b
  done
  ip link set ${NAME}b up
  for way in INPUT OUTPUT; do
    iptables -A $way -m statistic --mode random --probability 0.05 -j DROP
  done'
`;
const REMOVE = `ip netns del ${NAME}; ip link del ${NAME}a`;

const reason = sshdReason ?? (isRoot() ? undefined : "needs root") ??
  (succeeds("sh", "-ec", BUILD) ? undefined : "needs network namespaces and iptables' statistic");
succeeds("sh", "-c", REMOVE);

Deno.test({
  ...needs("shep run does its work over a network that loses packets", reason),
  async fn() {
    try {
      assert.ok(succeeds("sh", "-ec", BUILD));
      await using server = await startSshd({
        prefix: ["ip", "netns", "exec", NAME],
        listen: "0.0.0.0",
      });
      const hosts = Array.from(
        { length: HOSTS },
        (_, index) => `host${index} ansible_host=${NETWORK}.${index + 2}`,
      );
      const variables = Object.entries(server.variables).map(([key, value]) => `${key}='${value}'`);
      const text = [...hosts, "[all:vars]", ...variables, ""].join("\n");
      await Deno.writeTextFile(`${server.folder}/hosts`, text);
      await Deno.writeFile(`${server.folder}/blob`, new Uint8Array(1_000_000).fill(7));
      const copy = `${server.folder}/{{ inventory_hostname }}`;
      const tasks = [
        ...Array.from({ length: 5 }, (_, index) => `command: echo ${index}`),
        `copy: { src: blob, dest: "${copy}" }`,
        `fetch: { src: "${copy}", dest: "${copy}-back", flat: true }`,
        `command: cmp "${copy}" "${copy}-back"`,
      ];
      const play = ["- hosts: all", "  gather_facts: false", "  tasks:"];
      const lines = [...play, ...tasks.map((task) => `    - ${task}`), ""];
      await Deno.writeTextFile(`${server.folder}/site.yml`, lines.join("\n"));
      const [program, ...words] = TESTED_SHEP;
      const { code, stdout } = await new Deno.Command(program, {
        args: [...words, "run", "-T", "60", "-i", "hosts", "site.yml"],
        cwd: server.folder,
        env: { NO_COLOR: "1" },
      }).output();
      const said = new TextDecoder().decode(stdout);
      assert.equal(code, 0, said);
      assert.equal(said.match(/ok=8 +changed=8 /g)?.length, HOSTS, said);
    } finally {
      succeeds("sh", "-c", REMOVE);
    }
  },
});
