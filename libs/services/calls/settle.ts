import { callOf, isOver, isTalking } from '#domain/calls/call'
import { countsMoved, countsOf, DESK_ITSELF, NO_COUNTS } from '#domain/calls/figures'
import { insertAct, type LockedCall, updateCall } from '#data/calls/call-rows'
import type { Tx } from '#data/database'
import { addCounts } from '#data/calls/figure-rows'
import { addMissed, closeGotThrough, gotThroughSince } from '#data/calls/missed-rows'
import { longestReady, occupyOperator, readyAt, releaseOperator } from '#data/calls/operators'
import { firstAsked } from '#data/calls/owners'

/**
 * The one writer of calls. The call is locked, and what was told of it, or the claim on it, has just grown: reads the call
 * anew from all of it, and moves what follows — the operator, who is to be rung back, the figures — by the difference.
 */
export async function settle(tx: Tx, before: LockedCall, now: Date): Promise<LockedCall> {
  const facts = callOf(before.told, before.claim, before.lostAt)
  const after: LockedCall = { ...before, ...facts }
  const answered = facts.answeredAt !== null && before.answeredAt === null
  if (!before.offeredAt && after.offeredAt) await ring(tx, after, now)
  if (answered) after.ownerId ??= after.operatorId
  await updateCall(tx, after)
  await moveOperator(tx, before, after, now)
  if (answered && after.numberToken) await gotThrough(tx, after.numberToken, now)
  if (facts.state === 'abandoned' && before.state !== 'abandoned') await missed(tx, after, now)
  if (after.offeredAt) await addCounts(tx, after.desk, after.offeredAt, countsMoved(countsOf(before), countsOf(after)))
  return after
}

/** First at whoever was asked first about what is still open; else at who has been ready longest. */
async function ring(tx: Tx, call: LockedCall, now: Date) {
  const owner = call.numberToken && (await firstAsked(tx, call.numberToken, now))
  call.ownerId = owner
  if (call.state !== 'ringing') return
  call.rungId = owner !== null && (await readyAt(tx, call.desk, owner)) ? owner : await longestReady(tx, call.desk)
}

async function moveOperator(tx: Tx, before: LockedCall, after: LockedCall, now: Date) {
  if (isTalking(after.state)) {
    if (after.operatorId !== null && (!isTalking(before.state) || before.operatorId !== after.operatorId))
      await occupyOperator(tx, after.id, after.operatorId, now)
  } else if (isOver(after)) await releaseOperator(tx, after.id, now)
}

async function gotThrough(tx: Tx, numberToken: Buffer, at: Date) {
  for (const callId of await closeGotThrough(tx, numberToken, at))
    await insertAct(tx, { callId, kind: 'gotThrough', at, personId: null })
}

/** A number that was withheld cannot be rung back, and one that talked to somebody since need not be. */
async function missed(tx: Tx, call: LockedCall, at: Date) {
  const { id: callId, desk, numberSealed, numberToken, offeredAt } = call
  if (!numberSealed || !numberToken || !offeredAt || (await gotThroughSince(tx, numberToken, offeredAt))) return
  const added = await addMissed(tx, { desk, numberSealed, numberToken, callId, at })
  await insertAct(tx, { callId, kind: 'missed', at, personId: null })
  if (added) await addCounts(tx, desk, at, new Map([[DESK_ITSELF, { ...NO_COUNTS, missed: 1 }]]))
}
