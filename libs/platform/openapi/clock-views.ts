import type * as views from '#domain/clock-views'
import { RULE_CHANGE_KINDS, RULE_CHANGE_STATES } from '#domain/rules/words'
import type { Page } from '#domain/views'
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

const anything: Schema<object> = { json: { type: 'object' } }

export const RuleChangeView = named(
  'RuleChangeView',
  object<views.RuleChangeView>({
    id: whole,
    kind: oneOf(RULE_CHANGE_KINDS),
    state: oneOf(RULE_CHANGE_STATES),
    about: text,
    content: anything,
    before: orNull(anything),
    reason: text,
    effectiveOn: text,
    openToo: yesNo,
    proposedBy: text,
    proposedAt: time,
    decidedBy: orNull(text),
    decidedAt: orNull(time),
    note: orNull(text),
    inForceAt: orNull(time),
    looked: whole,
    moved: whole,
    kept: whole,
    finishedAt: orNull(time),
    mayDecide: yesNo,
  }),
)

export const RulesView = named(
  'RulesView',
  object<views.RulesView>({
    policies: list(
      object<views.PolicyView>({
        id: whole,
        code: text,
        version: whole,
        label: text,
        active: yesNo,
        createdAt: time,
        content: anything,
      }),
    ),
    years: list(
      object<views.YearView>({ year: whole, provisional: yesNo, source: text, days: whole, content: anything }),
    ),
    units: list(
      object<views.RulesView['units'][number]>({ unitId: whole, unitName: text, hours: text, content: anything }),
    ),
    changes: list(RuleChangeView),
  }),
)

const MoveView = named(
  'MoveView',
  object<views.MoveView>({
    id: text,
    ticketId: id,
    shownNumber: text,
    limit: text,
    unitName: orNull(text),
    moved: yesNo,
    from: time,
    to: time,
    why: text,
  }),
)
export const MovePage = named('MovePage', object<Page<views.MoveView>>({ items: list(MoveView), next: orNull(text) }))

export const PreviewView = named(
  'PreviewView',
  object<views.PreviewView>({
    looked: whole,
    more: yesNo,
    moved: whole,
    kept: whole,
    tickets: whole,
    items: list(MoveView),
  }),
)
