import { module, serve } from "../../../lib/plugin/sdk.ts";
import { apt } from "./apt.ts";
import { aptRepository } from "./apt_repository.ts";
import { packageModule } from "./package_module.ts";
import { alternatives } from "./alternatives.ts";
import { pip } from "./pip.ts";
import { debconf } from "./debconf.ts";
import { dpkgSelections } from "./dpkg_selections.ts";

serve({
  name: "packages",
  version: "0.1.0",
  capabilities: [
    module("dpkg_selections", dpkgSelections),
    module("debconf", debconf),
    module("pip", pip),
    module("alternatives", alternatives),
    module("apt", apt),
    module("apt_repository", aptRepository),
    module("package", packageModule),
  ],
});
