import { module, serve } from "../../../lib/plugin/sdk.ts";
import { getUrl } from "./get_url.ts";
import { uri } from "./uri.ts";
import { waitFor } from "./wait_for.ts";

serve({
  name: "net",
  version: "0.1.0",
  capabilities: [module("get_url", getUrl), module("uri", uri), module("wait_for", waitFor)],
});
