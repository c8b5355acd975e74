import { Choice, Day } from '../fields'
import { FROZEN_KINDS, type FrozenKind } from '../appraisal/frozen'
import { PERIOD_KINDS } from '../appraisal/period'
import { type PresetName, PRESETS } from '../appraisal/rule-set'
import { keysOf } from '../words'

const KINDS = Object.fromEntries(FROZEN_KINDS.map((kind) => [kind, PERIOD_KINDS[kind]])) as Record<FrozenKind, string>
const NAMES = Object.fromEntries(keysOf(PRESETS).map((name) => [name, PRESETS[name].words])) as Record<
  PresetName,
  string
>

/** Which period: any day of it will do. */
export class FreezeInput {
  @Choice('周期', KINDS) kind: FrozenKind
  @Day('周期内的一天') day: string
}

export class ProposeFreezeInput extends FreezeInput {
  @Choice('考核细则', NAMES) preset: PresetName
}
