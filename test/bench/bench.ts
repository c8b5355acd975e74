import type { Databases, Say } from './databases'

/** What a benchmark may use. */
export interface Bench {
  databases: Databases
  /** Holds keys and logs of the run. */
  dataFolder: string
  /** Seconds each measurement lasts. */
  seconds: number
  /** Size of the big database. */
  tickets: number
  say: Say
}

/** One line of the result: ours beside what the database alone gives. */
export interface Row {
  name: string
  ours: number
  raw: number
  ratio: number
  unit: string
  /** In words, what `raw` was. */
  baseline: string
  /** Milliseconds a caller waited for ours. */
  p50?: number
  p99?: number
}
