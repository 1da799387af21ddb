import { module, serve } from "../../../lib/plugin/sdk.ts";
import { copy } from "./copy.ts";
import { file } from "./file.ts";
import { lineinfile } from "./lineinfile.ts";
import { slurp } from "./slurp.ts";
import { stat } from "./stat.ts";
import { template } from "./template.ts";

serve({
  name: "files",
  version: "0.1.0",
  capabilities: [
    module("copy", copy),
    module("file", file),
    module("lineinfile", lineinfile),
    module("slurp", slurp),
    module("stat", stat),
    module("template", template),
  ],
});
