import { module, serve } from "../../../lib/plugin/sdk.ts";
import { htpasswd } from "./htpasswd.ts";

serve({
  name: "formats",
  version: "0.1.0",
  capabilities: [
    module("htpasswd", htpasswd),
  ],
});
