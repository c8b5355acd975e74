import { Client } from 'pg'

/** A connection that may write log rows without the tickets behind them: foreign keys are not what is tested here. */
export async function logWriter(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, options: '-c session_replication_role=replica' })
  await client.connect()
  return client
}

export interface EventRow {
  ticket: number
  seq: number
  units?: number[]
  kind?: string
  month?: string
}

export async function writeEvent(client: Client, { ticket, seq, units = [], kind = 'sign', month }: EventRow) {
  await client.query(
    `INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
     VALUES (coalesce($5::date, date_trunc('month', now())::date), $1, $2, $3, 0, now(), '{}', $4, '\\x00')`,
    [ticket, seq, kind, units, month ?? null],
  )
}

/** A small tree: centre 1; town 2 with villages 21 and 22; department 3. Ids far from those of any region. */
export async function plantUnits(client: Client) {
  await client.query(`
    INSERT INTO unit (id, code, name, kind, parent_id, path) VALUES
      (9001, 'x-center', '测试中心', 'center', NULL, '9001.'),
      (9002, 'x-town', '测试镇', 'town', 9001, '9001.9002.'),
      (9021, 'x-village-1', '测试一村', 'village', 9002, '9001.9002.9021.'),
      (9022, 'x-village-2', '测试二村', 'village', 9002, '9001.9002.9022.'),
      (9003, 'x-department', '测试局', 'department', 9001, '9001.9003.')`)
}
export const TOWN = 9002
export const VILLAGE = 9021
export const OTHER_VILLAGE = 9022
export const DEPARTMENT = 9003
