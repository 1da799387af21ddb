/** The floor of a worker plugin: bytes come back as they came. */
const scope: unknown = globalThis;
if (isWorker(scope)) {
  scope.onmessage = ({ data }) => scope.postMessage(data, [data.buffer]);
}

interface WorkerScope {
  onmessage: (event: MessageEvent<Uint8Array<ArrayBuffer>>) => void;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
}

function isWorker(scope: unknown): scope is WorkerScope {
  return typeof scope === "object" && scope !== null && "WorkerGlobalScope" in scope;
}
