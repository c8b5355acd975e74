import { SecretError } from './errors'
import type { KeyRing } from './key-ring'
import type { Query } from './rotate'

interface Sample {
  phone_sealed: Buffer
  phone_token: Buffer
}

/**
 * Refuses to go on with keys that do not belong to the database: what is there could not be read, and new values would not be
 * found beside the old ones. Looks at the first and the last phone kept; an empty database takes any keys.
 */
export async function checkKeys(query: Query, ring: KeyRing): Promise<void> {
  const samples = (await query(SAMPLES, [])) as Sample[]
  for (const { phone_sealed, phone_token } of samples) {
    const phone = opened(ring, phone_sealed)
    if (ring.phoneToken(phone).equals(phone_token)) continue
    throw new SecretError(
      'badKeys',
      '检索密钥与数据库不符：请使用写入这些数据时的 JIBAN_TOKEN_KEY，否则按电话和姓名将查不到已有的诉求人',
    )
  }
}

const SAMPLES = ['', 'desc']
  .map(
    (order) =>
      `(select phone_sealed, phone_token from requester where phone_sealed is not null order by id ${order} limit 1)`,
  )
  .join(' union all ')

function opened(ring: KeyRing, sealed: Buffer): string {
  try {
    return ring.open(sealed, 'requester.phone')
  } catch (problem) {
    if (!(problem instanceof SecretError)) throw problem
    throw new SecretError('badKeys', `加密密钥与数据库不符：请使用写入这些数据时的 JIBAN_KEYS（${problem.message}）`)
  }
}
