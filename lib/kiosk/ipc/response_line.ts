import { API_VERSION, type EventMessage, type Response } from "../api.ts";

/** @returns The line that answers the request `id`. */
export function responseLine(id: Response["request_id"], result: Response["result"]): Uint8Array {
  return line({ request_id: id, api_version: API_VERSION, result });
}

/** @returns The line that tells of an event. */
export function eventLine(event: EventMessage): Uint8Array {
  return line(event);
}

function line(message: Response | EventMessage): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(message)}\n`);
}
