import { module, serve } from "../../../lib/plugin/sdk.ts";
import { ping } from "./ping.ts";

serve({ name: "control", version: "0.1.0", capabilities: [module("ping", ping)] });
