import type { Value } from "../../../lib/base/value.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/** @returns What the firmware says of the machine; `NA` for what it does not say or hides. */
export function dmiFacts(output: FactsOutput): FactMap {
  const facts: Record<string, Value> = {};
  for (const [name, file] of DMI_FILES) {
    facts[name] = output.file(`/sys/devices/virtual/dmi/id/${file}`) ?? "NA";
  }
  const type = facts["form_factor"];
  if (typeof type === "string" && type !== "NA") {
    facts["form_factor"] = FORM_FACTORS[Number(type)] ?? `unknown (${type})`;
  }
  return facts;
}

const DMI_FILES: readonly (readonly [fact: string, file: string])[] = [
  ["bios_date", "bios_date"],
  ["bios_vendor", "bios_vendor"],
  ["bios_version", "bios_version"],
  ["board_asset_tag", "board_asset_tag"],
  ["board_name", "board_name"],
  ["board_serial", "board_serial"],
  ["board_vendor", "board_vendor"],
  ["board_version", "board_version"],
  ["chassis_asset_tag", "chassis_asset_tag"],
  ["chassis_serial", "chassis_serial"],
  ["chassis_vendor", "chassis_vendor"],
  ["chassis_version", "chassis_version"],
  ["form_factor", "chassis_type"],
  ["product_name", "product_name"],
  ["product_serial", "product_serial"],
  ["product_uuid", "product_uuid"],
  ["product_version", "product_version"],
  ["system_vendor", "sys_vendor"],
];

/** The chassis types of the DMI specification (DSP0134, 7.4.1), by number. */
const FORM_FACTORS: readonly string[] = [
  ...["Unknown", "Other", "Unknown", "Desktop", "Low Profile Desktop", "Pizza Box"],
  ...["Mini Tower", "Tower", "Portable", "Laptop", "Notebook", "Hand Held", "Docking Station"],
  ...["All In One", "Sub Notebook", "Space-saving", "Lunch Box", "Main Server Chassis"],
  ...["Expansion Chassis", "Sub Chassis", "Bus Expansion Chassis", "Peripheral Chassis"],
  ...["RAID Chassis", "Rack Mount Chassis", "Sealed-case PC", "Multi-system", "CompactPCI"],
  ...["AdvancedTCA", "Blade", "Blade Enclosure", "Tablet", "Convertible", "Detachable"],
  ...["IoT Gateway", "Embedded PC", "Mini PC", "Stick PC"],
];
