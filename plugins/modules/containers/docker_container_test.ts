import { deepEqual, equal } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { valueToJson } from "../../../lib/base/value_json.ts";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import spec from "./docker_container.json" with { type: "json" };
import { dockerContainer } from "./docker_container.ts";

/** An engine with one container; what is done to it is only written down. */
function engine(state: Record<string, Value>): FakeTarget {
  const container = dict({
    Id: "c1",
    Image: "sha256:1",
    State: dict(state),
    Config: dict({ Env: [] }),
  });
  return new FakeTarget({
    commands: (text) => {
      if (text === "docker container inspect -- web") return `${valueToJson([container])}\n`;
      if (text === "docker image inspect -- nginx") return '[{"Id": "sha256:1"}]\n';
      return text.includes(" inspect ")
        ? { exitCode: 1, stderr: "Error: No such container: x" }
        : "";
    },
  });
}

const RUNNING = { Running: true, Paused: false };
const STOPPED = { Running: false, Paused: false };

const CASES: readonly {
  readonly name: string;
  readonly before: Record<string, Value>;
  readonly args: Record<string, Value>;
  readonly steps: readonly string[];
}[] = [
  { name: "starts what stands still", before: STOPPED, args: {}, steps: ["start web"] },
  { name: "leaves what runs", before: RUNNING, args: {}, steps: [] },
  {
    name: "restarts what runs where it is told to",
    before: RUNNING,
    args: { restart: true, stop_timeout: 3, comparisons: dict({ stop_timeout: "ignore" }) },
    steps: ["restart --time=3 web"],
  },
  { name: "stops", before: RUNNING, args: { state: "stopped" }, steps: ["stop web"] },
  { name: "leaves what is stopped", before: STOPPED, args: { state: "stopped" }, steps: [] },
  {
    name: "kills",
    before: RUNNING,
    args: { state: "stopped", force_kill: true, kill_signal: "INT" },
    steps: ["kill --signal=INT web"],
  },
  { name: "pauses", before: RUNNING, args: { paused: true }, steps: ["pause web"] },
  {
    name: "goes on after a pause",
    before: { Running: true, Paused: true },
    args: { paused: false },
    steps: ["unpause web"],
  },
  {
    name: "changes limits in place",
    before: RUNNING,
    args: { memory: "1G", restart_policy: "always" },
    steps: ["update --restart=always --memory=1073741824 web"],
  },
  {
    name: "stops before it removes",
    before: RUNNING,
    args: { state: "absent", keep_volumes: false },
    steps: ["stop web", "rm --force --volumes web"],
  },
  {
    name: "makes it anew where it cannot be changed",
    before: RUNNING,
    args: { image: "nginx", env: dict({ A: "1" }) },
    steps: [
      "stop web",
      "rm --force web",
      "create --name=web --env-file=/dev/stdin -- nginx",
      "start web",
    ],
  },
  {
    name: "limits how fast devices are read, and links",
    before: RUNNING,
    args: {
      device_read_bps: [dict({ path: "/dev/sda", rate: "1mb" })],
      device_write_iops: [dict({ path: "/dev/sda", rate: 30 })],
      links: ["db", "cache:redis"],
      env: dict({ A: "two\nlines" }),
    },
    steps: [
      "stop web",
      "rm --force web",
      "create --name=web --device-read-bps=/dev/sda:1048576 --device-write-iops=/dev/sda:30 " +
      "--link=db --link=cache:redis --env=A -- nginx",
      "start web",
    ],
  },
  {
    name: "has the defaults of old where it is told to",
    before: STOPPED,
    args: {
      container_default_behavior: "compatibility",
      command_handling: "compatibility",
      entrypoint: ["/bin/sh -c"],
      recreate: true,
      state: "present",
    },
    steps: [
      "rm --force web",
      "create --name=web --memory=0 --rm=false --init=false --interactive=false " +
      "--privileged=false --read-only=false --tty=false --entrypoint /bin/sh -- nginx -c",
    ],
  },
];

for (const { name, before, args, steps } of CASES) {
  Deno.test(`dockerContainer() ${name}`, async () => {
    const target = engine(before);
    const all = { name: "web", image: "nginx", ...args };
    const { changed, msg } = await runModule({ run: dockerContainer, spec, args: all, target });
    equal(msg, undefined);
    deepEqual(target.applied, steps.map((step) => `docker container ${step}`));
    equal(changed, steps.length > 0);
  });
}

Deno.test("dockerContainer() waits for a container in the foreground and removes it", async () => {
  for (const status of ["0\n", "3\n"]) {
    const target = new FakeTarget({
      commands: (text) => {
        if (text === "docker container wait web") return status;
        if (text === "docker container logs web") return { stdout: "out\n", stderr: "err\n" };
        if (text === "docker image inspect -- nginx") return '[{"Id": "sha256:1"}]\n';
        return text.includes(" inspect ") ? { exitCode: 1, stderr: "No such container: web" } : "";
      },
    });
    const args = { name: "web", image: "nginx", detach: false, cleanup: true };
    const { failed, msg, result } = await runModule({ run: dockerContainer, spec, args, target });
    equal(target.applied.at(-1), "docker container rm --force web");
    equal(result["status"], Number(status));
    if (failed) equal(msg, "out\nerr\n");
    else deepEqual(result["container"], dict({ Output: "out\nerr\n" }));
    equal(failed, status !== "0\n");
  }
});

Deno.test("dockerContainer() refuses labels of an image where it is told to", async () => {
  const image = { Id: "sha256:1", Config: { Labels: { a: "1", b: "2" } } };
  const container = { Id: "c1", Image: "sha256:1", State: STOPPED, Config: image.Config };
  const target = new FakeTarget({
    commands: (text) => JSON.stringify([text.includes(" image ") ? image : container]),
  });
  const args = {
    ...{ name: "web", image: "nginx", state: "present", labels: dict({ a: "1" }) },
    ...{ image_label_mismatch: "fail", comparisons: dict({ labels: "strict" }) },
  };
  const { msg } = await runModule({ run: dockerContainer, spec, args, target });
  equal(msg?.endsWith('to ignore this error. Labels: "b"'), true, msg);
});
