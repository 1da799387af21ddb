/** An expression that cannot be evaluated, or a change that XML does not allow. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}
