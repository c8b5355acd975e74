/** One row for a spreadsheet. What a spreadsheet would take for a formula is made text: nothing a requester wrote is run. */
export const csvRow = (cells: readonly string[]) => `${cells.map(cell).join(',')}\r\n`

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
