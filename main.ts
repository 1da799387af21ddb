import { VERSION } from "./lib/cli/version.ts";

if (Deno.args.length === 1 && Deno.args[0] === "--version") {
  console.log(`shep ${VERSION}`);
} else {
  const { main } = await import("./lib/cli/main.ts");
  const { realSystem } = await import("./lib/cli/real_system.ts");
  Deno.exit(
    await main({
      args: Deno.args,
      system: realSystem,
      start: new URL(import.meta.url),
      registry: async () => (await import("./plugins/registry.ts")).REGISTRY,
      giveUp: (name) => Deno.permissions.revokeSync({ name }),
    }),
  );
}
