import { module, serve } from "../../../lib/plugin/sdk.ts";
import { setup } from "./setup.ts";

serve({ name: "facts", version: "0.1.0", capabilities: [module("setup", setup)] });
