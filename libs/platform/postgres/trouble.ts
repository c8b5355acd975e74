/** Something the person at the keyboard can understand and act on: shown as it is, without a stack. */
export class Trouble extends Error {
  constructor(
    message: string,
    readonly advice = '',
  ) {
    super(message)
    this.name = 'Trouble'
  }
}

/** The text for the terminal: what happened, then what to do. */
export function troubleText(trouble: Trouble): string {
  return trouble.advice ? `${trouble.message}\n  ${trouble.advice}` : trouble.message
}
