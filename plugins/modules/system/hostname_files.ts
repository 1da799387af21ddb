/** Where a host name is kept over a boot. */
export interface HostnameFile {
  readonly path: string;
  /** @returns The host name in the file's text; "" if there is none. */
  read(text: string): string;
  /** @returns The text with another host name. */
  write(text: string, name: string): string;
}

function plain(path: string): HostnameFile {
  return { path, read: (text) => text.trim(), write: (_, name) => `${name}\n` };
}

/** A line `KEY=name` among others. */
function setting(
  path: string,
  { pattern, line }: { readonly pattern: RegExp; readonly line: (name: string) => string },
): HostnameFile {
  return {
    path,
    read: (text) => pattern.exec(text)?.[1] ?? "",
    write(text, name) {
      if (pattern.test(text)) return text.replace(pattern, () => line(name));
      return `${text === "" || text.endsWith("\n") ? text : `${text}\n`}${line(name)}\n`;
    },
  };
}

/** By the names of the option `use`. */
export const HOSTNAME_FILES: ReadonlyMap<string, HostnameFile> = new Map([
  ["systemd", plain("/etc/hostname")],
  ["debian", plain("/etc/hostname")],
  ["alpine", plain("/etc/hostname")],
  ["sles", plain("/etc/HOSTNAME")],
  [
    "redhat",
    setting("/etc/sysconfig/network", {
      pattern: /^[ \t]*HOSTNAME[ \t]*=[ \t]*(.*?)[ \t]*$/m,
      line: (name) => `HOSTNAME=${name}`,
    }),
  ],
  [
    "openrc",
    setting("/etc/conf.d/hostname", {
      pattern: /^hostname="?(.*?)"?[ \t]*$/m,
      line: (name) => `hostname="${name}"`,
    }),
  ],
]);
