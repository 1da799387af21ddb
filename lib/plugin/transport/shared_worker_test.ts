import { deepEqual, match } from "node:assert/strict";
import { SharedWorker } from "./shared_worker.ts";
import type { Transport } from "./transport.ts";

const MODULE = new URL("../../../testdata/plugins/contract/shared_worker.ts", import.meta.url);

interface Guest {
  readonly transport: Transport;
  readonly ends: readonly string[];
  /** Resolves at the plugin's first frame. */
  readonly heard: Promise<void>;
}

function join(worker: SharedWorker, name: string): Guest {
  const ends: string[] = [];
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  const transport = worker.transport(name)({
    receive: () => resolve(),
    ended: (why) => ends.push(why),
    line: () => {},
  });
  return { transport, ends, heard };
}

Deno.test("SharedWorker ends all its plugins when one has to be killed", async () => {
  const worker = new SharedWorker(MODULE);
  const one = join(worker, "contract");
  const two = join(worker, "other");
  await one.heard;
  two.transport.kill();
  await Promise.all([one.transport.gone, two.transport.gone]);
  deepEqual(two.ends, ["it was ended"]);
  deepEqual(one.ends, ["it was ended along with plugin other"]);
});

Deno.test("SharedWorker says of a plugin that its module does not have that there is none", async () => {
  const worker = new SharedWorker(MODULE);
  const missing = join(worker, "missing");
  await missing.transport.gone;
  match(String(missing.ends), /^it has failed: There is no such plugin$/);
});

Deno.test("SharedWorker opens a new worker once all its plugins have ended", async () => {
  const worker = new SharedWorker(MODULE);
  const first = join(worker, "contract");
  await first.heard;
  first.transport.kill();
  const second = join(worker, "contract");
  await second.heard;
  second.transport.kill();
  await second.transport.gone;
});

Deno.test("SharedWorker keeps what a plugin says that was started before it is asked for", async () => {
  const worker = new SharedWorker(MODULE);
  worker.warm("contract", "missing");
  const last = join(worker, "after_contract");
  await last.transport.gone;
  const early = join(worker, "contract");
  await early.heard;
  const missing = join(worker, "missing");
  await missing.transport.gone;
  match(String(missing.ends), /There is no such plugin$/);
  early.transport.kill();
  await early.transport.gone;
});
