import type { Tx } from './database'

/**
 * The next number of a year, without gaps: taken under the lock of the year's row in the transaction that issues the letter,
 * so a letter that comes to nothing leaves its number to the next one.
 */
export async function nextLetter(tx: Tx, year: number): Promise<number> {
  const [row] = await tx.query<{ last: number }>(NEXT, [year], 'next-letter')
  return row!.last
}

/** The first of a year goes on after the letters that were written before there was a count. */
const NEXT = `INSERT INTO letter_year AS y (year, last)
  SELECT $1::smallint, 1 + coalesce((SELECT max(substring(letter_number from '〕(\\d+)号')::int) FROM supervision
    WHERE letter_number LIKE '%〔' || $1::smallint || '〕%' AND NOT EXISTS (SELECT FROM letter_year WHERE year = $1::smallint)), 0)
  ON CONFLICT (year) DO UPDATE SET last = y.last + 1 RETURNING last`
