import type * as views from '#domain/clock-views'
import { CLOCK_KINDS } from '#domain/words'
import { among, id, list, named, object, oneOf, orNull, text, time, whole, yesNo, type Schema } from './schema'

/** Limits and how they are counted, as schemas. */

const amount: Schema<number> = { json: { type: 'number' } }
const LAMPS = among('green', 'yellow', 'red', 'none')

const DeadlineView = named(
  'DeadlineView',
  object<views.DeadlineView>({
    kind: oneOf(CLOCK_KINDS),
    label: text,
    assignmentId: orNull(id),
    unitName: orNull(text),
    round: whole,
    policy: object({ label: text, version: whole, rule: orNull(text), source: orNull(text) }),
    startsWith: text,
    startedAt: time,
    limit: text,
    extendedBy: orNull(text),
    hours: text,
    lines: list(
      object<views.WhyLineView>({
        from: time,
        to: orNull(time),
        counted: yesNo,
        words: text,
        minutes: amount,
        firstDay: text,
        lastDay: text,
      }),
    ),
    dueAt: time,
    halfAt: time,
    yellowAt: time,
    stoppedAt: orNull(time),
    suspended: yesNo,
    provisional: yesNo,
    asCounted: yesNo,
    lamp: object<views.DeadlineView['lamp']>({ colour: LAMPS, words: text }),
  }),
)
export const DeadlineList = named(
  'DeadlineList',
  object<{ items: views.DeadlineView[] }>({ items: list(DeadlineView) }),
)
