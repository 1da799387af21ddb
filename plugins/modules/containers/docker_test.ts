import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { isInstalled, isRoot, needs } from "../../connections/testing/needs.ts";
import { moduleCaller } from "../testing/module_caller.ts";
import type { Module } from "../testing/run_module.ts";
import containerSpec from "./docker_container.json" with { type: "json" };
import { dockerContainer } from "./docker_container.ts";
import imageSpec from "./docker_image.json" with { type: "json" };
import { dockerImage } from "./docker_image.ts";
import { valueAt } from "./docker_program.ts";
import networkSpec from "./docker_network.json" with { type: "json" };
import { dockerNetwork } from "./docker_network.ts";
import volumeSpec from "./docker_volume.json" with { type: "json" };
import { dockerVolume } from "./docker_volume.ts";

const MODULES = {
  container: { run: dockerContainer as Module, spec: containerSpec },
  image: { run: dockerImage as Module, spec: imageSpec },
  network: { run: dockerNetwork as Module, spec: networkSpec },
  volume: { run: dockerVolume as Module, spec: volumeSpec },
};

const REASON = ["docker", "podman"].every(isInstalled) && isRoot()
  ? undefined
  : "docker's program and podman are not there, or not for root";

const IMAGE = "localhost/empty:1";

Deno.test({
  ...needs("docker modules against Podman's engine", REASON),
  fn: async (context) => {
    await using engine = await startEngine();
    const socket = `unix://${engine.socket}`;
    const { call, changes } = moduleCaller(MODULES, { docker_host: socket });

    await context.step("dockerImage() loads, tags and removes", async () => {
      const missing = await call("image", { name: IMAGE, source: "local" });
      equal(missing.msg, `Cannot find the image ${IMAGE} locally.`);
      await changes("image", { name: IMAGE, source: "load", load_path: engine.archive });
      await changes("image", {
        name: IMAGE,
        source: "local",
        repository: "localhost/other",
        tag: "2",
      });
      await changes("image", { name: "localhost/other", tag: "2", state: "absent" });
    });

    await context.step("dockerVolume() makes, replaces and removes", async () => {
      await changes("volume", { volume_name: "data", labels: dict({ a: "1" }) });
      const other = { volume_name: "data", labels: dict({ a: "2" }) };
      ok(!(await call("volume", other)).changed);
      await changes("volume", { ...other, recreate: "options-changed" });
      await changes("volume", { volume_name: "data", state: "absent" });
    });

    await context.step("dockerNetwork() makes, replaces and removes", async () => {
      const net = { name: "back", ipam_config: [dict({ subnet: "10.77.0.0/24" })] };
      await changes("network", net);
      await changes("network", { ...net, internal: true });
      await changes("network", { ...net, internal: true, labels: dict({ a: "b" }) });
    });

    const web = {
      name: "web",
      image: IMAGE,
      state: "present",
      command: "/bin/true -x 'a b'",
      entrypoint: ["/bin/sh", "-c"],
      env: dict({ SECRET: 'it\'s $x "y"', EMPTY: "" }),
      labels: dict({ "org.x": "1=2" }),
      published_ports: ["8080:80", "127.0.0.1:53:53/udp", "9000-9001:9000-9001"],
      volumes: ["data:/data", "/tmp:/host:ro"],
      // Podman tells of addresses and other names once a container runs, which it need not be able to here.
      networks: [dict({ name: "back" })],
      restart_policy: "on-failure",
      restart_retries: 3,
      capabilities: ["NET_ADMIN"],
      cap_drop: ["CAP_CHOWN"],
      memory: "64M",
      hostname: "web1",
      user: "1000:1000",
      working_dir: "/tmp",
      etc_hosts: dict({ db: "10.0.0.1" }),
      dns_servers: ["10.0.0.2"],
      healthcheck: dict({ test: ["CMD-SHELL", "true"], interval: "1m30s", retries: 2 }),
      stop_signal: "9",
      tty: true,
      privileged: false,
    } satisfies Record<string, Value>;

    await context.step("dockerContainer() makes a container as it is wanted", async () => {
      const done = await changes("container", web);
      const container = done.result["container"];
      ok(container instanceof Map);
      deepEqual(valueAt(container, "Config.Cmd"), ["-c", "/bin/true", "-x", "a b"]);
      const env = valueAt(container, "Config.Env");
      ok(Array.isArray(env) && env.includes('SECRET=it\'s $x "y"'));
    });

    await context.step("dockerContainer() makes it anew where an option differs", async () => {
      for (
        const other of [
          { env: dict({ SECRET: "new" }) },
          { published_ports: ["8081:80"] },
          { command: "/bin/false" },
          { labels: dict({ more: "1" }) },
          { hostname: "web2" },
          { capabilities: ["SYS_TIME"] },
        ]
      ) await changes("container", { ...web, ...other });
    });

    await context.step("dockerContainer() compares as it is told", async () => {
      const state = { name: "web", image: IMAGE, state: "present" };
      ok(!(await call("container", state)).changed, "what is not said is not compared");
      const fewer = { ...state, published_ports: ["8080:80"] };
      ok(!(await call("container", fewer)).changed, "more ports are allowed");
      const strict = { ...fewer, comparisons: dict({ published_ports: "strict" }) };
      ok((await call("container", strict, "check")).changed);
      const ignored = { ...state, hostname: "z", comparisons: dict({ "*": "ignore" }) };
      ok(!(await call("container", ignored)).changed);
      const requests = { ...state, device_requests: [dict({ count: 1 })] };
      match((await call("container", requests)).msg ?? "", /device_requests/);
    });

    await context.step(
      "dockerContainer() gives variables of a file and of several lines",
      async () => {
        const file = `${engine.folder}/variables`;
        await Deno.writeTextFile(file, "# some\nA=1\n\nB=file\n");
        const several = { ...web, env_file: file, env: dict({ B: "two\nlines" }) };
        const { result } = await changes("container", several);
        const env = valueAt(
          result["container"] instanceof Map ? result["container"] : undefined,
          "Config.Env",
        );
        ok(Array.isArray(env) && env.includes("A=1") && env.includes("B=two\nlines"));
        match((await call("container", { ...several, env_file: "/nosuch" })).msg ?? "", /\/nosuch/);
      },
    );

    await context.step("dockerContainer() removes", async () => {
      await changes("container", { name: "web", state: "absent" });
      await changes("network", { name: "back", state: "absent" });
      const none = await call("container", { name: "new" });
      equal(none.msg, "Cannot create container when image is not specified!");
    });
  },
});

interface Engine extends AsyncDisposable {
  readonly socket: string;
  /** Of its own; it goes with the engine. */
  readonly folder: string;
  /** An image, as `docker load` takes it. */
  readonly archive: string;
}

/** Starts Podman's service with a store of its own. */
async function startEngine(): Promise<Engine> {
  const folder = Deno.makeTempDirSync({ prefix: "shep-podman-" });
  const store = [`--root=${folder}/store`, `--runroot=${folder}/run`, "--storage-driver=vfs"];
  const socket = `${folder}/socket`;
  const archive = `${folder}/image.tar`;
  await sh(
    `mkdir ${folder}/root && tar -C ${folder}/root -cf ${folder}/root.tar . && ` +
      `podman ${store.join(" ")} import -q ${folder}/root.tar ${IMAGE} && ` +
      `podman ${store.join(" ")} save -q -o ${archive} ${IMAGE} && ` +
      `podman ${store.join(" ")} rmi -f ${IMAGE}`,
  );
  const service = new Deno.Command("podman", {
    args: [...store, "system", "service", "-t", "0", `unix://${socket}`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  // The program itself asks again until the engine answers, or gives up.
  await sh(
    `i=0; until docker -H unix://${socket} version >/dev/null 2>&1; do i=$((i + 1)); [ $i -lt 200 ] || exit 1; done`,
  );
  return {
    socket,
    folder,
    archive,
    [Symbol.asyncDispose]: async () => {
      service.kill("SIGTERM");
      await service.status;
      await sh(`umount -l ${folder}/store/vfs 2>/dev/null; rm -rf ${folder}`);
    },
  };
}

async function sh(script: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("sh", {
    args: ["-c", script],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`Cannot run Podman: ${new TextDecoder().decode(stderr)}`);
}
