/** Why a secret could not be kept or read. The code is for programs, the message says what to do. */
export type SecretFault =
  | 'noKeys'
  | 'badKeys'
  | 'developmentKeys'
  | 'unknownCipher'
  | 'notSealed'
  | 'unknownSuite'
  | 'unknownKey'
  | 'cannotOpen'

/** Never carries a plain value, a key or a sealed value: it may be logged. */
export class SecretError extends Error {
  constructor(
    readonly code: SecretFault,
    message: string,
  ) {
    super(message)
    this.name = 'SecretError'
  }
}
