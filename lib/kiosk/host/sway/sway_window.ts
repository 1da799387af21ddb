/** A window, as Sway tells of it. */
export interface SwayWindow {
  /** Sway's own number for it. */
  readonly id: number;
  readonly pid: number;
  readonly title: string;
  readonly appId: string;
  readonly isFocused: boolean;
  readonly isFullscreen: boolean;
}

/** Something that happened to a window. */
export interface SwayWindowChange {
  readonly change: string;
  readonly window: SwayWindow;
}

/** @returns The windows in a tree, as GET_TREE answers it. */
export function windowsIn(tree: unknown): readonly SwayWindow[] {
  if (!isObject(tree)) return [];
  const window = readWindow(tree);
  const below = [tree["nodes"], tree["floating_nodes"]]
    .flatMap((nodes) => Array.isArray(nodes) ? nodes : [])
    .flatMap((node) => windowsIn(node));
  return window === undefined ? below : [window, ...below];
}

/** @returns What a window event tells; `undefined` if it is about something else. */
export function readWindowChange(event: unknown): SwayWindowChange | undefined {
  if (!isObject(event)) return undefined;
  const { change, container } = event;
  const window = isObject(container) ? readWindow(container) : undefined;
  return window === undefined || typeof change !== "string" ? undefined : { change, window };
}

/** @returns What went wrong with commands; `undefined` if nothing did. */
export function failureOf(answer: unknown): string | undefined {
  const results: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  for (const result of results) {
    if (isObject(result) && result["success"] === true) continue;
    const error = isObject(result) ? result["error"] : undefined;
    return typeof error === "string" ? error : "It does not say why";
  }
  return undefined;
}

/** Of all that is in the tree, windows alone have a process. */
function readWindow(node: Readonly<Record<string, unknown>>): SwayWindow | undefined {
  const { id, pid, name, app_id: appId, window_properties: properties } = node;
  if (typeof id !== "number" || typeof pid !== "number" || pid <= 0) return undefined;
  const x11Class = isObject(properties) ? properties["class"] : undefined;
  return {
    id,
    pid,
    title: text(name),
    appId: typeof appId === "string" ? appId : text(x11Class),
    isFocused: node["focused"] === true,
    isFullscreen: node["fullscreen_mode"] !== undefined && node["fullscreen_mode"] !== 0,
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
