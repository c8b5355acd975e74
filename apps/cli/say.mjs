/** Plain lines with the seconds since this command began. No colours, no redrawing: they read the same in a log. */
export function say(text) {
  console.log(`[${process.uptime().toFixed(1).padStart(5)} 秒] ${text}`)
}

/** Runs something slow: says that it began, that it is still going, and how long it took. */
export async function step(title, work) {
  const began = Date.now()
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1)
  say(`${title} …`)
  const reminder = setInterval(() => say(`${title}：仍在进行，已 ${seconds()} 秒`), 10_000)
  try {
    const result = await work()
    say(`${title}：完成（${seconds()} 秒）`)
    return result
  } finally {
    clearInterval(reminder)
  }
}

/** Something the person at the keyboard can act on: shown as it is, without a stack. */
export class Trouble extends Error {
  constructor(message, advice = '') {
    super(message)
    this.name = 'Trouble'
    this.advice = advice
  }
}
