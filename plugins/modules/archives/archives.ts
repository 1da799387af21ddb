import { module, serve } from "../../../lib/plugin/sdk.ts";
import { unarchive } from "./unarchive.ts";
import { archive } from "./archive.ts";

serve({
  name: "archives",
  version: "0.1.0",
  capabilities: [
    module("unarchive", unarchive),
    module("archive", archive),
  ],
});
