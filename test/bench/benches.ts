import type { Bench, Row } from './bench'
import { intake } from './intake'
import { life } from './life'
import { live } from './live'
import { inbox, pages } from './pages'

/** Every benchmark by its name, in the order they run. */
export const BENCHES: Record<string, (bench: Bench) => Promise<Row[]>> = { intake, inbox, pages, life, live }
