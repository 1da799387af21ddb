import type { Files } from "../../base/files.ts";
import { joinPath } from "../../base/posix_path.ts";

/** Where templates' plugins in Python may lie. */
export interface PluginPlaces {
  /** Folders of playbooks and roles. */
  readonly folders: readonly string[];
  /** @returns The folder of a collection such as `community.general`. */
  collection(name: string): string | undefined;
}

/**
 * @returns The Python file that has the filter, test or lookup that `message` misses, which Ansible
 * would run on the controller; `undefined` if the message is about something else.
 */
export function foreignPlugin(
  message: string,
  files: Files,
  places: PluginPlaces,
): string | undefined {
  const filter = /Could not load "([\w.]+)"/.exec(message)?.[1];
  if (filter !== undefined) {
    return pythonFiles(filter, ["filter", "test"], { files, places })
      .find((path) => definesName(files.readText(path) ?? "", shortName(filter)));
  }
  const lookup = /lookup plugin \(([\w.]+)\) not found/.exec(message)?.[1];
  if (lookup === undefined) return undefined;
  return pythonFiles(lookup, ["lookup"], { files, places })
    .find((path) => path.endsWith(`/${shortName(lookup)}.py`));
}

function pythonFiles(
  name: string,
  kinds: readonly string[],
  { files, places }: { readonly files: Files; readonly places: PluginPlaces },
): readonly string[] {
  const collection = name.split(".").slice(0, 2).join(".");
  const home = name.includes(".") ? places.collection(collection) : undefined;
  const folders = kinds.flatMap((kind) => [
    ...home === undefined ? [] : [joinPath(home, `plugins/${kind}`)],
    ...places.folders.map((folder) => joinPath(folder, `${kind}_plugins`)),
  ]);
  return folders.flatMap((folder) =>
    (files.list(folder) ?? []).filter((entry) => entry.name.endsWith(".py"))
      .map((entry) => joinPath(folder, entry.name))
  );
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Plugins of filters and tests return a dict of them: `{'name': function}` or `dict(name=function)`. */
function definesName(source: string, name: string): boolean {
  return new RegExp(`['"]${name}['"]\\s*:|\\b${name}\\s*=`).test(source);
}
