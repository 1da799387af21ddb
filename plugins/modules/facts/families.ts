/** The family of each distribution that is not named after itself. */
export const OS_FAMILIES: ReadonlyMap<unknown, string> = new Map(
  Object.entries({
    RedHat: [
      ...["RedHat", "RHEL", "Fedora", "CentOS", "Scientific", "SLC", "Ascendos", "CloudLinux"],
      ...["PSBM", "OracleLinux", "OVS", "OEL", "Amazon", "Virtuozzo", "XenServer", "Alibaba"],
      ...["EulerOS", "openEuler", "AlmaLinux", "Rocky", "TencentOS", "EuroLinux"],
      "Kylin Linux Advanced Server",
    ],
    Debian: [
      ...["Debian", "Ubuntu", "Raspbian", "Neon", "KDE neon", "Linux Mint", "SteamOS", "Devuan"],
      ...[
        "Kali",
        "Cumulus Linux",
        "Pop!_OS",
        "Parrot",
        "Pardus GNU/Linux",
        "Uos",
        "Deepin",
        "OSMC",
      ],
    ],
    Suse: [
      ...["SuSE", "SLES", "SLED", "openSUSE", "openSUSE Tumbleweed", "SLES_SAP", "SUSE_LINUX"],
      "openSUSE Leap",
    ],
    Archlinux: ["Archlinux", "Antergos", "Manjaro"],
    Mandrake: ["Mandrake", "Mandriva"],
    Gentoo: ["Gentoo", "Funtoo"],
    Darwin: ["MacOSX"],
    ClearLinux: ["Clear Linux OS", "Clear Linux Mix"],
  }).flatMap(([family, names]) => names.map((name): [string, string] => [name, family])),
);
