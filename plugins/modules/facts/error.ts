/** FactMap cannot be gathered as asked; the message is for the user. */
export class FactError extends Error {
  override readonly name = "FactError";
}
