import type { Gate } from "../../engine/executor/gate.ts";
import { confinedReader } from "../../plugin/confined_reader.ts";
import type { HostServices } from "../../plugin/services.ts";
import type { Files } from "../../base/files.ts";

/** What plugins may ask the host for, and where the answers come from. */
export interface HostServicesOptions {
  readonly gate: Gate;
  readonly files: Files;
  /** Files and folders that plugins may read. */
  readonly roots: () => readonly string[];
}

/** @returns The services of a host that runs tasks: targets through the gate, files confined. */
export function hostServices({ gate, files, roots }: HostServicesOptions): HostServices {
  const read = confinedReader(files, roots);
  return {
    exec: (request, { signal }) => gate.exec(request, { signal }),
    put: (request, { signal }) => gate.put(request, { signal }),
    get: (request, { signal }) => gate.get(request, { signal }),
    facts: (request, { signal }) => gate.facts(request, { signal }),
    source: (request) => gate.source(request),
    read: async (request) => await Promise.resolve(read(request)),
  };
}
