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
