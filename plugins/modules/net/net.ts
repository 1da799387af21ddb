import { module, serve } from "../../../lib/plugin/sdk.ts";
import { waitFor } from "./wait_for.ts";

serve({ name: "net", version: "0.1.0", capabilities: [module("wait_for", waitFor)] });
