/** A way out to somebody outside. Sending the same key twice must reach them once; that is the other side's promise. */
export interface Door<Outgoing> {
  send(key: string, outgoing: Outgoing): Promise<Sent>
}

/** Taken over, or refused for good. What may go better later is thrown as `Unreachable`. */
export type Sent =
  /** `pending`: taken over, its verdict comes later. */
  { taken: true; providerId: string | null; pending: boolean } | { taken: false; reason: string }

/** Nobody answered, or not now. */
export class Unreachable extends Error {}

/** What the platform a demand came from is given. */
export interface OutgoingReply {
  platform: string
  number: string
  /** The platform's own number of the demand. */
  ref: string | null
  answer: string
  closedAt: string
}

/** What a message channel is given. */
export interface OutgoingMessage {
  /** A telephone number, or what the channel knows its user by. */
  to: string
  text: string
  kind: string
}
