import { module, serve } from "../../../lib/plugin/sdk.ts";
import { git } from "./git.ts";

serve({
  name: "vcs",
  version: "0.1.0",
  capabilities: [module("git", git)],
});
