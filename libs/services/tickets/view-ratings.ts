import type { CallbackView, DisposalView, RectificationView, TicketView } from '#domain/views'
import type { Beside } from './view-beside'

/** When the requester is called and by whom, what was decided after a round, and what a bad review obliged to. */

export function heardOf(beside: Beside): Pick<TicketView, Heard> {
  const { callFrom, callPromised, callbackUnitId, ratedSince } = beside.snapshot.ticket
  return {
    callbacks: callbackViews(beside),
    disposals: disposalViews(beside),
    rectifications: rectificationViews(beside),
    callFrom: callFrom?.toISOString() ?? null,
    callPromised,
    callbackUnit: callbackUnitId ? beside.unitName(callbackUnitId) : null,
    ratedSince: ratedSince?.toISOString() ?? null,
  }
}
type Heard = 'callbacks' | 'disposals' | 'rectifications' | 'callFrom' | 'callPromised' | 'callbackUnit' | 'ratedSince'

function callbackViews({ details, unitName, said }: Beside): CallbackView[] {
  return (details.callbacks ?? []).map(({ words, contacted, at, ...row }) => ({
    ...(row as Omit<CallbackView, 'at' | 'words' | 'contacted'>),
    at: new Date(at).toISOString(),
    words: said(words, 'callback.words') ?? '',
    contacted: (contacted ?? []).map((each) => ({ unitName: unitName(each.unitId), contacted: each.contacted })),
  }))
}

function disposalViews({ snapshot, details, said }: Beside): DisposalView[] {
  return snapshot.disposals.map(({ round, exit, checkOn, checkedAt }) => {
    const kept = details.disposals?.find((each) => each.round === round)
    return {
      round,
      exit,
      checkOn,
      checkedAt: checkedAt?.toISOString() ?? null,
      at: new Date(kept?.at ?? 0).toISOString(),
      by: kept?.by ?? '',
      reason: said(kept?.words ?? null, 'disposal.words')?.replace(/^理由：/, '') ?? '',
      transferredTo: (kept?.transferredTo ?? null) as DisposalView['transferredTo'],
    }
  })
}

function rectificationViews({ snapshot, details, unitName, said }: Beside): RectificationView[] {
  return snapshot.rectifications.map(({ unitId, submittedBy: _by, checkedAt: _checked, ...facts }) => ({
    ...facts,
    unitName: unitName(unitId),
    dueAt: facts.dueAt.toISOString(),
    submittedAt: facts.submittedAt?.toISOString() ?? null,
    steps: (details.rectificationSteps ?? [])
      .filter(({ of }) => of === facts.id)
      .map(({ at, by, kind, grade, words }) => ({
        at: new Date(at).toISOString(),
        by,
        kind: kind as RectificationView['steps'][number]['kind'],
        grade,
        words: said(words, 'rectificationStep.words') ?? '',
      })),
  }))
}
