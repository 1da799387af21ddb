import { module, serve } from "../../../lib/plugin/sdk.ts";
import { runForeign } from "./run_foreign.ts";

serve({
  name: "bridge",
  version: "0.1.0",
  capabilities: [module("bridge", runForeign)],
});
