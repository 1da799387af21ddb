/** Programs of Ansible whose command lines are understood, as first word or as the program's name. */
export const PEER_NAMES = [
  "ansible",
  "ansible-inventory",
  "ansible-playbook",
  "ansible-vault",
] as const;

/** One of them. */
export type PeerName = typeof PEER_NAMES[number];

/** @returns Whether `word` names one of them. */
export function isPeerName(word: string | undefined): word is PeerName {
  return PEER_NAMES.some((name) => name === word);
}
