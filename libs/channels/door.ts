/** A way out to somebody outside. Sending the same key twice must reach them once; that is the other side's promise. */
export interface Door<Outgoing> {
  send(key: string, outgoing: Outgoing): Promise<Sent>
}

/** Taken over, or refused for good. What may go better later is thrown as `Unreachable`. */
export type Sent = { taken: true; providerId: string | null } | { taken: false; reason: string }

/** Nobody answered, or not now. */
export class Unreachable extends Error {}

/** What a message channel is given. */
export interface OutgoingMessage {
  /** A telephone number, or what the channel knows its user by. */
  to: string
  text: string
  kind: string
}
