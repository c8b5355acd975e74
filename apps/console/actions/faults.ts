import type { FormInstance } from 'antd'
import { parse } from '#domain/parse'
import { Refusal, type RefusalCode } from '#domain/refusals'
import { ApiProblem, faultsOf } from '../api/problem'

export type Faults = Record<string, string[]>

/** The server's own check, before sending: same classes, same sentences. */
export function check<T extends object>(input: new () => T, value: unknown): Faults {
  try {
    parse(input, value)
    return {}
  } catch (error) {
    if (error instanceof Refusal) return (error.detail as { fields: Faults }).fields
    throw error
  }
}

/** Puts each fault beside its field and goes to the first; gives back those that have no field here. */
export function showFaults(form: FormInstance, faults: Faults): string[] {
  const shown = new Set(form.getFieldsError().map(({ name }) => name.join('.')))
  const here = Object.keys(faults).filter((path) => shown.has(path))
  form.setFields(here.map((path) => ({ name: nameOf(path), errors: faults[path]!.slice(0, 1) })))
  const first = here[0]
  if (first) form.scrollToField(nameOf(first), { focus: true, block: 'center' })
  return Object.keys(faults)
    .filter((path) => !shown.has(path))
    .flatMap((path) => faults[path]!)
}

/** What the server refused, beside the field it is about where there is one. */
export function serverFaults(form: FormInstance, error: unknown): string[] {
  const about = error instanceof ApiProblem ? FIELDS[error.code as RefusalCode] : undefined
  if (!about) return showFaults(form, faultsOf(error))
  showFaults(form, { [about]: [(error as ApiProblem).message] })
  return []
}

/** Rules that speak of one field. */
const FIELDS: Partial<Record<RefusalCode, string>> = {
  phoneInvalid: 'requester.phone',
  requesterNeeded: 'requester.phone',
  creditCodeInvalid: 'requester.creditCode',
  categoryUnknown: 'categoryCode',
  placeUnknown: 'placeCode',
  answerNeeded: 'answer',
  threeWayNeeded: 'threeWay.0.unitId',
  handOverNeeded: 'handOver.to',
  declineNeeded: 'decline.reason',
  dualNeeded: 'singleReason',
  exitNeeded: 'exit',
}

const nameOf = (path: string) => path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
