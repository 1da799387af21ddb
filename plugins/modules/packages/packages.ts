import { module, serve } from "../../../lib/plugin/sdk.ts";
import { apt } from "./apt.ts";
import { aptRepository } from "./apt_repository.ts";
import { packageModule } from "./package_module.ts";
import { pip } from "./pip.ts";
import { debconf } from "./debconf.ts";
import { dpkgSelections } from "./dpkg_selections.ts";
import { alternatives } from "./alternatives.ts";
import { aptKey } from "./apt_key.ts";
import { rpmKey } from "./rpm_key.ts";
import { yumRepository } from "./yum_repository.ts";
import { deb822Repository } from "./deb822_repository.ts";
import { npm } from "./npm.ts";
import { dnf } from "./dnf.ts";
import { yum } from "./yum.ts";
import { pacman } from "./pacman.ts";
import { apk } from "./apk.ts";

serve({
  name: "packages",
  version: "0.1.0",
  capabilities: [
    module("apk", apk),
    module("pacman", pacman),
    module("yum", yum),
    module("dnf", dnf),
    module("npm", npm),
    module("deb822_repository", deb822Repository),
    module("yum_repository", yumRepository),
    module("rpm_key", rpmKey),
    module("apt_key", aptKey),
    module("alternatives", alternatives),
    module("dpkg_selections", dpkgSelections),
    module("debconf", debconf),
    module("pip", pip),
    module("apt", apt),
    module("apt_repository", aptRepository),
    module("package", packageModule),
  ],
});
