import type { FormInstance } from 'antd'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { faultsOf } from '../api/problem'

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
  form.setFields(here.map((path) => ({ name: nameOf(path), errors: faults[path] })))
  const first = here[0]
  if (first) form.scrollToField(nameOf(first), { focus: true, block: 'center' })
  return Object.keys(faults)
    .filter((path) => !shown.has(path))
    .flatMap((path) => faults[path]!)
}

export const serverFaults = (form: FormInstance, error: unknown) => showFaults(form, faultsOf(error))

const nameOf = (path: string) => path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
