import assert from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { UnknownError } from "../template/unknown.ts";
import { HandlerNotFoundError, Handlers } from "./handlers.ts";
import { HostState } from "./host_state.ts";
import { loadedTask } from "./testing/loaded_task.ts";

function handler(name: string, listen?: Value): LoadedTask {
  return loadedTask({ name }, ["listen", listen]);
}

async function flushed(handlers: Handlers, hosts: readonly HostState[]): Promise<string[]> {
  const ran: string[] = [];
  await handlers.flush(hosts, (task, group) => {
    ran.push(`${task.name}: ${group.map((host) => host.name).join(" ")}`);
    return Promise.resolve();
  });
  return ran;
}

const nameOf = (task: LoadedTask) => task.name ?? "";

Deno.test("Handlers run once each, in the order they are defined, for the hosts that notified", async () => {
  const handlers = new Handlers([handler("one"), handler("two")], nameOf);
  const [a, b] = [new HostState("a"), new HostState("b")];
  handlers.notify(b, "two");
  handlers.notify(a, "two");
  handlers.notify(a, "two");
  handlers.notify(b, "one");
  assert.deepEqual(await flushed(handlers, [a, b]), ["one: b", "two: a b"]);
  assert.deepEqual(await flushed(handlers, [a, b]), []);
});

Deno.test("Handlers notify all that listen, and the last of several of one name", async () => {
  const handlers = new Handlers(
    [handler("one", "web"), handler("two", ["web", "db"]), handler("two")],
    nameOf,
  );
  const host = new HostState("a");
  handlers.notify(host, "web");
  assert.deepEqual(await flushed(handlers, [host]), ["one: a", "two: a"]);
  handlers.notify(host, "two");
  assert.deepEqual(await flushed(handlers, [host]), ["two: a"]);
});

Deno.test("Handlers.notify() throws when nothing is called or listens so", () => {
  const handlers = new Handlers([handler("one")], nameOf);
  assert.throws(() => handlers.notify(new HostState("a"), "web"), HandlerNotFoundError);
});

Deno.test("Handlers.mayNotify() keeps a doubt until the handler's turn, or until it is certain", async () => {
  const handlers = new Handlers([handler("restart"), handler("reload")], (task) => task.name ?? "");
  const [a, b] = [new HostState("a"), new HostState("b")];
  const doubt = new UnknownError([{ task: "look" }]);
  handlers.mayNotify(a, "restart", doubt);
  handlers.notify(b, "restart");
  handlers.mayNotify(b, "restart", doubt);
  handlers.mayNotify(a, "reload", doubt);
  handlers.notify(a, "reload");
  const doubtful: string[] = [];
  await handlers.flush([a, b], (task, group) => {
    for (const host of group) {
      if (host.takeDoubt(task) !== undefined) doubtful.push(`${task.name} ${host.name}`);
    }
    return Promise.resolve();
  });
  assert.deepEqual(doubtful, ["restart a"]);
  assert.deepEqual(await flushed(handlers, [a, b]), []);
  assert.throws(() => handlers.mayNotify(a, "nobody", doubt), HandlerNotFoundError);
});
