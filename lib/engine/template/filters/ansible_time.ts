import { Builtin, type Builtins } from "../builtin.ts";
import { DateTime, localDateTime, utcDateTime, zoneOffset } from "../date_time.ts";
import { FilterError } from "../errors.ts";
import { toNumber } from "../numbers.ts";
import { parseFloatText } from "../parse_number.ts";
import { truthy } from "../python_type.ts";
import { formatTime, parseTime } from "../strftime.ts";
import { toText } from "../text.ts";
import { wantText } from "../want.ts";

/** Ansible's filters on times. The first argument of each is the input. */
export const ANSIBLE_TIME_FILTERS: Builtins = {
  strftime: Builtin.of(
    "string_format second? utc?",
    (context, format, second = null, utc = false) => {
      const { clock, timeZone = "UTC" } = context.environment.options;
      let seconds: number | undefined;
      if (second === null) {
        if (clock === undefined) {
          throw new FilterError("Cannot tell the time: this environment has no clock");
        }
        seconds = clock.wallNow() / 1000;
      } else {
        seconds = typeof second === "string" ? parseFloatText(second) : toNumber(second);
      }
      if (seconds === undefined) {
        throw new FilterError(`Invalid value for epoch value (${toText(second)})`);
      }
      const millis = Math.floor(seconds) * 1000;
      const parts = truthy(utc) ? { ...partsOf(utcDateTime(millis)), offset: 0, zone: "UTC" } : {
        ...partsOf(localDateTime(millis, timeZone)),
        offset: zoneOffset(millis, timeZone),
        zone: zoneName(millis, timeZone),
      };
      return formatTime(wantText(format), parts);
    },
  ),
  to_datetime: Builtin.of(
    "string format?",
    (_, text, format = "%Y-%m-%d %H:%M:%S") =>
      new DateTime(parseTime(wantText(text), wantText(format))),
  ),
};

function partsOf(time: DateTime) {
  const { year, month, day, hour, minute, second, microsecond } = time;
  return { year, month, day, hour, minute, second, microsecond };
}

function zoneName(millis: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" });
  const part = format.formatToParts(millis).find((p) => p.type === "timeZoneName");
  return part?.value ?? timeZone;
}
