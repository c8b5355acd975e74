/** Moves between the rows of the list on the page; a row is whatever carries `data-row`, its link (before any button in it) or itself takes the focus. */
export function moveInList(by: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return
  const focused = rows.findIndex((row) => row.contains(document.activeElement))
  const chosen = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
  const next = rows[Math.min(rows.length - 1, Math.max(0, chosen < 0 ? 0 : chosen + by))]!
  const inside = next.querySelector<HTMLElement>('a') ?? next.querySelector<HTMLElement>('button')
  const target = next.matches('a, button') ? next : (inside ?? next)
  target.focus()
  next.scrollIntoView({ block: 'nearest' })
}
