/** What the program's end says about what it did: the numbers of Ansible. */
export const EXIT = {
  ok: 0,
  /** Something is wrong that is no host's fault: a missing file, a bad option value. */
  error: 1,
  /** A host failed, or the command line could not be understood. */
  failed: 2,
  unreachable: 4,
  /** A text that a person wrote could not be read. */
  unreadable: 4,
  /** Options that contradict each other or the data. */
  options: 5,
  interrupted: 99,
  /** As of a program that SIGTERM has ended. */
  terminated: 143,
  /** A bug of this program. */
  bug: 250,
} as const;
