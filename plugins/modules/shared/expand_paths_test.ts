import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { expandPath, expandPaths } from "./expand_paths.ts";

Deno.test("expandPaths() asks nothing when there is nothing to expand", async () => {
  const target = new FakeTarget();
  deepEqual(await expandPaths(target, ["/a/b~", undefined, "x$1"]), ["/a/b~", undefined, "x$1"]);
  deepEqual(target.probed, []);
});

Deno.test("expandPaths() uses the target's homes and environment in one round trip", async () => {
  const target = new FakeTarget({
    commands: {
      "printenv HOME": "/home/me/\n",
      "getent passwd web": "web:x:33:33:a b:/srv/www:/bin/sh\n",
      "getent passwd nobody9": { exitCode: 2 },
      "printenv APP": "app\n",
      "printenv NONE": { exitCode: 1 },
    },
  });
  deepEqual(
    await expandPaths(target, ["~/a", "~web", "~nobody9/b", "/x/$APP-${APP}/$NONE", "~"]),
    ["/home/me/a", "/srv/www", "~nobody9/b", "/x/app-app/$NONE", "/home/me"],
  );
});

Deno.test("expandPath() expands on a real target", async () => {
  await using target = await openLocalTarget();
  equal(await expandPath(target, "~/x"), `${Deno.env.get("HOME")}/x`);
});
