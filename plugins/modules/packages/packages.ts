import { module, serve } from "../../../lib/plugin/sdk.ts";
import { apt } from "./apt.ts";
import { aptRepository } from "./apt_repository.ts";
import { packageModule } from "./package_module.ts";
import { alternatives } from "./alternatives.ts";

serve({
  name: "packages",
  version: "0.1.0",
  capabilities: [
    module("alternatives", alternatives),
    module("apt", apt),
    module("apt_repository", aptRepository),
    module("package", packageModule),
  ],
});
