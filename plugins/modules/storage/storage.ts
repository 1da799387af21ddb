import { module, serve } from "../../../lib/plugin/sdk.ts";
import { mount } from "./mount.ts";

serve({
  name: "storage",
  version: "0.1.0",
  capabilities: [
    module("mount", mount),
  ],
});
