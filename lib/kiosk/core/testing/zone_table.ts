/** Zones with special rules, each with dates on which its clock is set or a day is special. */
export const ZONE_TABLE: readonly { readonly zone: string; readonly dates: readonly string[] }[] = [
  { zone: "America/New_York", dates: ["2026-03-08", "2026-11-01"] },
  { zone: "Europe/Berlin", dates: ["2026-03-29", "2026-10-25"] },
  { zone: "Europe/Dublin", dates: ["2026-03-29", "2026-10-25"] },
  { zone: "America/Havana", dates: ["2026-03-08", "2026-11-01"] },
  { zone: "Africa/Cairo", dates: ["2026-04-24", "2026-10-29"] },
  { zone: "Asia/Beirut", dates: ["2026-03-29", "2026-10-25"] },
  { zone: "America/Santiago", dates: ["2026-04-05", "2026-09-06"] },
  { zone: "America/Scoresbysund", dates: ["2026-03-29", "2026-10-25"] },
  { zone: "Atlantic/Azores", dates: ["2026-03-29", "2026-10-25"] },
  { zone: "Australia/Lord_Howe", dates: ["2026-04-05", "2026-10-04"] },
  { zone: "Antarctica/Troll", dates: ["2026-03-29", "2026-10-25"] },
  { zone: "Africa/Casablanca", dates: ["2026-02-15", "2026-03-22"] },
  { zone: "Pacific/Apia", dates: ["2011-12-30"] },
  { zone: "Asia/Kathmandu", dates: ["2026-06-15"] },
  { zone: "Asia/Kolkata", dates: ["2026-06-15"] },
];
