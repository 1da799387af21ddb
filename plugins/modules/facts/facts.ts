import { module, serve } from "../../../lib/plugin/sdk.ts";
import { setup } from "./setup.ts";
import { serviceFacts } from "./service_facts.ts";
import { packageFacts } from "./package_facts.ts";

serve({
  name: "facts",
  version: "0.1.0",
  capabilities: [
    module("gather_facts", setup),
    module("package_facts", packageFacts),
    module("service_facts", serviceFacts),
    module("setup", setup),
  ],
});
