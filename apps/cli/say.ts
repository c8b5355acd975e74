/** A plain line with the seconds since this command began; the same shape as before anything was built. */
export function say(text: string): void {
  console.log(`[${process.uptime().toFixed(1).padStart(5)} 秒] ${text}`)
}
