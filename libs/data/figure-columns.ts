import { TALLY_KEYS, type TallyKey } from '#domain/appraisal/tally'

/** The column of a count: `lead.valid` is lead_valid, `mustSign` is must_sign. */
export const columnOf = (key: TallyKey) =>
  key.replace('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const FIGURE_COLUMNS = TALLY_KEYS.map(columnOf)
