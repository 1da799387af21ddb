/** @returns A time as Python prints one: `2026-01-31 13:05:09.120000`, in local time. */
export function localTime(epochMs: number): string {
  const date = new Date(epochMs);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(padded).join("-");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(padded).join(":");
  const micros = Math.floor((epochMs - Math.floor(epochMs / 1000) * 1000) * 1000);
  return `${day} ${time}.${String(micros).padStart(6, "0")}`;
}

/** @returns A span as Python prints one: `0:00:01.500000`, or `2 days, 0:00:01.500000`. */
export function duration(ms: number): string {
  const micros = Math.round(ms * 1000);
  const seconds = Math.floor(micros / 1_000_000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const fraction = String(micros % 1_000_000).padStart(6, "0");
  const time = `${hours}:${padded(minutes)}:${padded(seconds % 60)}.${fraction}`;
  return days === 0 ? time : `${days} day${days === 1 ? "" : "s"}, ${time}`;
}

function padded(part: number): string {
  return String(part).padStart(2, "0");
}
