/**
 * What an EventHandler throws where the message itself is at fault: giving it again changes nothing,
 * so it has a small fixed number of tries. Everything else it throws is a fault of the surroundings.
 */
export class UnacceptableMessageError extends Error {
  override readonly name = "UnacceptableMessageError";
}
