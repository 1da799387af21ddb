import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";

/** What `shep daemon unit` was asked for. */
export interface UnitArguments {
  readonly config: string;
  readonly program: string | undefined;
  readonly group: string | undefined;
}

/** @returns The exit code of `shep daemon unit`. */
export function showUnit(app: App, options: UnitArguments): number {
  const { config, program = "/usr/local/bin/shep", group = "shepherd" } = options;
  for (const path of [config, program]) requireAbsolute(path);
  if (!/^[a-z_][a-z0-9_-]*$/.test(group)) {
    throw new CommandError(`Cannot use ${group} as a group: it is no name of one`);
  }
  app.out(unit({ config, program, group }));
  return EXIT.ok;
}

function requireAbsolute(path: string): void {
  if (/^\/[\w./@+-]+$/.test(path)) return;
  throw new CommandError(
    `Cannot write ${path} into a unit: it must be an absolute path of letters, digits and ./@+_-`,
  );
}

function unit({ config, program, group }: Readonly<Record<keyof UnitArguments, string>>): string {
  return `# Sessions are children of the daemon and inherit all that it is denied here. So this unit denies
# what no program of a session needs, and the daemon gives up for itself, once it has started, what
# only a session may need: the network, and files other than its own.

[Unit]
Description=Kiosk with time limits
After=local-fs.target systemd-user-sessions.service
StartLimitIntervalSec=0

[Service]
Type=notify
ExecStart=${program} daemon run --config ${config} --socket /run/shepherdd/shepherdd.sock --state-dir /var/lib/shepherdd --format json
ExecReload=/bin/kill -HUP $MAINPID
WatchdogSec=30
Restart=always
RestartSec=500ms
# A session that has longer to end gets more: the daemon asks for it.
TimeoutStopSec=60
IgnoreSIGPIPE=no

# Members of this group may connect; what they may do there, the policy's roles say.
Group=${group}
RuntimeDirectory=shepherdd
RuntimeDirectoryMode=0750
RuntimeDirectoryPreserve=restart
StateDirectory=shepherdd
StateDirectoryMode=0700
CacheDirectory=shepherdd
CacheDirectoryMode=0700
Environment=XDG_CACHE_HOME=/var/cache/shepherdd
UMask=0077

# Sessions get control groups below that of the service. Were the daemon to die, they go on until it
# is back a moment later, takes them over, and ends them when their time is up.
Delegate=yes
KillMode=process
OOMScoreAdjust=-900

# NoNewPrivileges, RestrictNamespaces and a SystemCallFilter would break snaps, flatpaks and
# browsers; PrivateTmp, PrivateDevices, ProtectHome and RestrictAddressFamilies would take display,
# sound, input, saved games and the network from sessions; SystemCallArchitectures would take
# 32-bit programs; DeviceAllow, which ProtectClock implies, would take the graphics card.
CapabilityBoundingSet=~CAP_SYS_TIME CAP_SYS_BOOT CAP_SYS_MODULE CAP_SYS_RAWIO CAP_SYSLOG CAP_SYS_PACCT
CapabilityBoundingSet=~CAP_MAC_ADMIN CAP_MAC_OVERRIDE CAP_WAKE_ALARM CAP_BLOCK_SUSPEND CAP_LINUX_IMMUTABLE
CapabilityBoundingSet=~CAP_AUDIT_CONTROL CAP_AUDIT_READ CAP_BPF CAP_PERFMON CAP_NET_ADMIN
ProtectSystem=full
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectKernelTunables=yes
ProtectHostname=yes
RestrictSUIDSGID=yes

[Install]
WantedBy=multi-user.target
`;
}
