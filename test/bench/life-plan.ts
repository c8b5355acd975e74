import type { RegisterInput } from '#domain/inputs'
import { loadRegionRules } from '#data/region'
import { demands } from './demands'
import { onDatabase, sqlOn } from './driver'

/** Who does what in a life; the same for HTTP and for the driver. */
export interface LifePlan {
  demands: RegisterInput[]
  people: Record<string, Worker>
}
export interface Worker {
  login: string
  personId: number
  name: string
  unitId: number
  unitPath: string
  roles: string[]
}

export const CENTRE = 'dispatcher1'
export const CALLER = 'callback1'
export const handlerOf = (unitId: number) => `bench-of-${unitId}`

const DEMANDS = 40

/** Demands that need a certain pair of units, and somebody of each of them who can sign in. */
export function planLives(url: string): Promise<LifePlan> {
  return onDatabase(url, async (client) => {
    const region = await loadRegionRules(sqlOn(client))
    const wanted = demands(region, DEMANDS, () => '13#########')
    const units = [...new Set(wanted.flatMap(({ dispatch }) => dispatch!.units.map(({ unitId }) => unitId)))]
    await client.query(
      `WITH p AS (
         INSERT INTO person (login, name, unit_id, password_hash, password_changed_at, must_change_password)
         SELECT 'bench-of-' || u.id, 'bench', u.id, d.password_hash, now(), false
         FROM unit u, person d WHERE u.id = ANY ($1) AND d.login = $2
         ON CONFLICT (login) DO NOTHING RETURNING id)
       INSERT INTO person_role (person_id, role) SELECT id, 'handler' FROM p`,
      [units, CENTRE],
    )
    const { rows } = await client.query<Worker>(
      `SELECT p.login, p.id AS "personId", p.name, p.unit_id AS "unitId", u.path AS "unitPath",
         (SELECT array_agg(role) FROM person_role r WHERE r.person_id = p.id) AS roles
       FROM person p JOIN unit u ON u.id = p.unit_id WHERE p.login = ANY ($1)`,
      [[CENTRE, CALLER, ...units.map(handlerOf)]],
    )
    return { demands: wanted, people: Object.fromEntries(rows.map((each) => [each.login, each])) }
  })
}

export const CONTACT = { way: 'phone', note: '已电话联系诉求人，约定今日上门查看。' }
export const REPLY = {
  outcome: 'solved',
  findings: '经现场查看，情况属实，系线路老化造成。',
  measures: '已更换线路和设备，当日恢复正常。',
  basis: '《城市照明管理规定》第十七条',
  contactPerson: '养护班 0477-8500001',
  publicText: '您反映的问题已于当日处理完毕，感谢您的监督与支持。',
}
export const CALLBACK = { solved: 'yes', resultGrade: 5, mannerGrade: 5, words: '已经好了，谢谢。' }

/** The one act of registering and dispatching taken apart: a life begins with both. */
export function apart({ dispatch, ...demand }: RegisterInput) {
  return { demand, units: dispatch!.units.map((each) => ({ ...each })) }
}

/** The assisting units answer to the lead, which waits for them. */
export const leadLast = <T extends { role: string }>(assignments: readonly T[]): T[] =>
  [...assignments].sort((one, other) => Number(one.role === 'lead') - Number(other.role === 'lead'))
