import { module, serve } from "../../../lib/plugin/sdk.ts";
import { htpasswd } from "./htpasswd.ts";
import { xml } from "./xml.ts";

serve({
  name: "formats",
  version: "0.1.0",
  capabilities: [
    module("htpasswd", htpasswd),
    module("xml", xml),
  ],
});
