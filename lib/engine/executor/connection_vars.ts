import { type Dict, Float, type Value } from "../../base/value.ts";
import type { LayeredScope, VarLayer } from "./scope.ts";
import type { SessionAddress } from "./sessions.ts";

/**
 * @param address Where a task's commands go; `undefined` if that cannot be said.
 * @returns The weakest variables of all: how the host is connected to, where nobody has set it.
 */
export function connectionVars(address: () => SessionAddress | undefined): VarLayer {
  return {
    isWritten: false,
    get(name) {
      const of = Object.hasOwn(CONNECTION_VARS, name) ? CONNECTION_VARS[name] : undefined;
      const known = of && address();
      return known && of(known);
    },
    // They are found by their names alone.
    names: () => [],
  };
}

const CONNECTION_VARS: Readonly<Record<string, (address: SessionAddress) => Value | undefined>> = {
  ansible_connection: ({ connection }) => connection,
  ansible_host: ({ address }) => address,
  ansible_password: (address) => settingOf(address, "ansible_password"),
  ansible_port: ({ port }) => port,
  ansible_private_key_file: (address) => settingOf(address, "ansible_private_key_file"),
  ansible_shell_executable: (address) =>
    settingOf(address, "ansible_shell_executable") ?? "/bin/sh",
  ansible_ssh_host: ({ address }) => address,
  ansible_ssh_pass: (address) => settingOf(address, "ansible_password"),
  ansible_ssh_port: ({ port }) => port,
  ansible_ssh_private_key_file: (address) => settingOf(address, "ansible_private_key_file"),
  ansible_ssh_timeout: ({ timeoutMs }) => secondsOf(timeoutMs),
  ansible_ssh_user: ({ user }) => user,
  ansible_timeout: ({ timeoutMs }) => secondsOf(timeoutMs),
  ansible_user: ({ user }) => user,
};

/**
 * @param scope The variables of the host that a task is delegated to.
 * @returns What `ansible_delegated_vars` has of it where nobody has set it.
 */
export function delegateDefaults(
  scope: LayeredScope,
  { name, user }: { readonly name: string; readonly user: string | undefined },
): Dict {
  const defaults = new Map<Value, Value>();
  const isUnset = (...names: readonly string[]) => names.every((one) => !scope.has(one));
  if (isUnset("ansible_ssh_host", "ansible_host")) defaults.set("ansible_host", name);
  if (isUnset("ansible_ssh_port", "ansible_port")) defaults.set("ansible_port", null);
  if (isUnset("ansible_ssh_user", "ansible_user")) defaults.set("ansible_user", user ?? null);
  return defaults;
}

/** @returns What outputs are told of the host that a task was delegated to. */
export function delegateSummary(vars: LayeredScope): Dict {
  return new Map(
    ["ansible_connection", "ansible_host", "ansible_port", "ansible_user"].flatMap((name) => {
      const value = vars.get(name);
      return value === undefined && name === "ansible_connection" ? [] : [[name, value ?? null]];
    }),
  );
}

function settingOf({ settings }: SessionAddress, key: string): string | undefined {
  return settings.find((one) => one.key === key)?.value;
}

function secondsOf(milliseconds: number): Value {
  const seconds = milliseconds / 1000;
  return Number.isInteger(seconds) ? seconds : new Float(seconds);
}
