import { module, serve } from "../../../lib/plugin/sdk.ts";
import { blockinfile } from "./blockinfile.ts";
import { copy } from "./copy.ts";
import { file } from "./file.ts";
import { find } from "./find.ts";
import { lineinfile } from "./lineinfile.ts";
import { replace } from "./replace.ts";
import { slurp } from "./slurp.ts";
import { stat } from "./stat.ts";
import { tempfile } from "./tempfile.ts";
import { template } from "./template.ts";
import { iniFile } from "./ini_file.ts";
import { knownHosts } from "./known_hosts.ts";
import { assemble } from "./assemble.ts";

serve({
  name: "files",
  version: "0.1.0",
  capabilities: [
    module("ini_file", iniFile),
    module("blockinfile", blockinfile),
    module("copy", copy),
    module("file", file),
    module("find", find),
    module("lineinfile", lineinfile),
    module("replace", replace),
    module("slurp", slurp),
    module("stat", stat),
    module("tempfile", tempfile),
    module("template", template),
    module("known_hosts", knownHosts),
    module("assemble", assemble),
  ],
});
