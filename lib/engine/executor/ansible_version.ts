/** The release of ansible-core whose playbooks run here as they are; `ansible_version` says it. */
export const ANSIBLE_VERSION = { major: 2, minor: 18, revision: 0 } as const;
