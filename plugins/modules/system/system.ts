import { module, serve } from "../../../lib/plugin/sdk.ts";
import { getent } from "./getent.ts";
import { group } from "./group.ts";
import { hostname } from "./hostname.ts";
import { service } from "./service.ts";
import { systemd } from "./systemd.ts";
import { user } from "./user.ts";
import { cron } from "./cron.ts";
import { authorizedKey } from "./authorized_key.ts";
import { sysctl } from "./sysctl.ts";
import { timezone } from "./timezone.ts";
import { localeGen } from "./locale_gen.ts";
import { modprobe } from "./modprobe.ts";
import { iptables } from "./iptables.ts";
import { sysvinit } from "./sysvinit.ts";
import { ufw } from "./ufw.ts";

serve({
  name: "system",
  version: "0.1.0",
  capabilities: [
    module("ufw", ufw),
    module("sysvinit", sysvinit),
    module("iptables", iptables),
    module("modprobe", modprobe),
    module("locale_gen", localeGen),
    module("timezone", timezone),
    module("sysctl", sysctl),
    module("authorized_key", authorizedKey),
    module("cron", cron),
    module("getent", getent),
    module("group", group),
    module("hostname", hostname),
    module("service", service),
    module("systemd", systemd),
    module("systemd_service", systemd),
    module("user", user),
  ],
});
