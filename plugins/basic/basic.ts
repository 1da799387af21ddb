import { echo, serve } from "../../lib/plugin/sdk.ts";

serve({
  name: "basic",
  version: "1.0.0",
  capabilities: [echo((message) => Promise.resolve(message))],
});
