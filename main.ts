import type { Load } from "./lib/cli/loaded_modules.ts";
import { VERSION } from "./lib/cli/version.ts";
import { takeLaunch } from "./lib/system/launch.ts";

const launch = takeLaunch();
const start = new URL(import.meta.url);
const load: Load = (path) =>
  import(new URL(start.pathname.endsWith(".js") ? path.replace(".ts", ".js") : path, start).href);

if (Deno.args.join(" ") === "--version" && !launch.calledAs?.startsWith("ansible")) {
  console.log(`shep ${VERSION}`);
} else {
  const { main } = await load<typeof import("./lib/cli/main.ts")>("lib/cli/main.ts");
  const { realSystem } = await load<typeof import("./lib/cli/real_system.ts")>(
    "lib/cli/real_system.ts",
  );
  const system = realSystem(launch);
  const giveUp = (name: Deno.PermissionName) => Deno.permissions.revokeSync({ name });
  Deno.exit(await main({ args: Deno.args, system, start, load, giveUp }));
}
