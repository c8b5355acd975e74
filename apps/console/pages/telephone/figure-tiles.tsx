import type { CallRates, Counts } from '#domain/calls/figures'
import { lengthOf, shareWords } from '../../telephone/words'

/** The figures of a day or a period in a row. */
export function FigureTiles({ figures }: { figures: Counts & CallRates }) {
  const tiles: [string, string | number][] = [
    ['呼入', figures.offered],
    ['接听', figures.answered],
    ['接通率', shareWords(figures.connectRate)],
    ['15 秒接通率', shareWords(figures.soonRate)],
    ['未接通', figures.abandoned],
    ['通话时长', lengthOf(figures.talkSeconds)],
    ['平均通话', figures.meanTalkSeconds === null ? '—' : lengthOf(figures.meanTalkSeconds)],
    ['回拨接通', figures.returned],
  ]
  return (
    <dl className="tiles">
      {tiles.map(([label, value]) => (
        <div className="tile" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
