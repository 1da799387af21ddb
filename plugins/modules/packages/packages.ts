import { module, serve } from "../../../lib/plugin/sdk.ts";
import { apt } from "./apt.ts";
import { aptRepository } from "./apt_repository.ts";
import { packageModule } from "./package_module.ts";
import { pip } from "./pip.ts";
import { debconf } from "./debconf.ts";
import { dpkgSelections } from "./dpkg_selections.ts";
import { alternatives } from "./alternatives.ts";

serve({
  name: "packages",
  version: "0.1.0",
  capabilities: [
    module("alternatives", alternatives),
    module("dpkg_selections", dpkgSelections),
    module("debconf", debconf),
    module("pip", pip),
    module("apt", apt),
    module("apt_repository", aptRepository),
    module("package", packageModule),
  ],
});
