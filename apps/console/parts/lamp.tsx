import { useNow } from '../api/clock'
import { type LampColour, lampOf } from '../words/lamp'
import { fullTime, shortTime } from '../words/time'

/** How a deadline stands: shape, word and colour say the same thing. */
export function Due({
  dueAt,
  yellowAt,
  exact = true,
}: {
  dueAt: string | null
  yellowAt: string | null
  exact?: boolean
}) {
  const now = useNow(15_000)
  const lamp = lampOf(dueAt, yellowAt, now)
  return (
    <span className={`lamp lamp-${lamp.colour}`} title={dueAt ? `截止 ${fullTime(dueAt)}` : undefined}>
      <LampShape colour={lamp.colour} />
      {lamp.word}
      {lamp.left && ` · ${lamp.left}`}
      {exact && dueAt && <span className="quiet">（{shortTime(dueAt, now)} 前）</span>}
    </span>
  )
}

function LampShape({ colour }: { colour: LampColour }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
      {colour === 'green' && <circle cx="6" cy="6" r="5" />}
      {colour === 'yellow' && <path d="M6 .8 11.6 11H.4z" />}
      {colour === 'red' && <rect x="1" y="1" width="10" height="10" rx="1" />}
      {colour === 'none' && <rect x="1" y="5" width="10" height="2" />}
    </svg>
  )
}
