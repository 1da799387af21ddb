import { PROTOCOL_VERSION } from "../wire/envelope.ts";
import type { Capability, Handshake, HandshakeReply } from "../wire/handshake.ts";
import { isReserved, isSessionCall, type Manifest } from "./manifest.ts";

/** The version of each of shep's own capabilities; those of others may have any. */
const OWN_VERSION = 1;
const OWN = /^(inventory|playbook|parse|echo|(execute|connect|session)\..*)$/;

/** The host's decision about a plugin that has introduced itself. */
export interface HandshakeDecision {
  readonly reply: HandshakeReply;
  /** Why the plugin cannot be used, for the user; absent if it can. */
  readonly refusal?: string;
  /** What else the user should know. */
  readonly warnings: readonly string[];
}

/**
 * Decides what the host will call of a plugin: what its manifest declares, in a version that this
 * shep speaks. A plugin that has the wrong name, another protocol, or nothing to call is refused.
 */
export function decideHandshake(handshake: Handshake, manifest: Manifest): HandshakeDecision {
  const { protocolVersion, pluginName, capabilities } = handshake;
  if (protocolVersion !== PROTOCOL_VERSION) return refuse(versionProblem(handshake));
  if (pluginName !== manifest.name) {
    return refuse(
      `Cannot use plugin ${manifest.name}: it says that its name is ${pluginName}, ` +
        "which must be the one in plugin.json",
    );
  }
  const problems = capabilities.map((offered) => problemOf(offered, manifest));
  const accepted = capabilities.filter((_, index) => problems[index] === undefined);
  const warnings = problems.filter((problem) => problem !== undefined);
  for (const { name } of manifest.capabilities) {
    if (capabilities.every((offered) => offered.name !== name)) {
      warnings.push(`plugin.json declares ${name}, which the plugin does not offer`);
    }
  }
  if (accepted.length > 0) {
    return { reply: { protocolVersion: PROTOCOL_VERSION, accepted }, warnings };
  }
  return refuse(
    `Cannot use plugin ${manifest.name}: ${warnings.join("; ") || "it offers no capability"}`,
  );
}

function refuse(refusal: string): HandshakeDecision {
  const reply = { protocolVersion: PROTOCOL_VERSION, accepted: [], message: refusal };
  return { reply, refusal, warnings: [] };
}

function versionProblem({ protocolVersion, pluginName }: Handshake): string {
  const advice = protocolVersion > PROTOCOL_VERSION
    ? "update shep, or take an older release of the plugin"
    : "update the plugin";
  return `Cannot use plugin ${pluginName}: it speaks protocol version ${protocolVersion}, ` +
    `this shep speaks version ${PROTOCOL_VERSION}: ${advice}`;
}

function problemOf({ name, version }: Capability, manifest: Manifest): string | undefined {
  if (isReserved(name)) return `it offers ${name}, which is reserved`;
  const declared = manifest.capabilities.find((capability) => capability.name === name);
  if (declared === undefined && isSessionCall(name, manifest)) return undefined;
  if (declared === undefined) return `it offers ${name}, which plugin.json does not declare`;
  if (declared.version !== version) {
    return `it offers version ${version} of ${name}, but plugin.json declares version ` +
      `${declared.version}`;
  }
  if (OWN.test(name) && version !== OWN_VERSION) {
    return `it offers version ${version} of ${name}, but this shep speaks version ${OWN_VERSION}: ` +
      (version > OWN_VERSION ? "update shep" : "update the plugin");
  }
  return undefined;
}
