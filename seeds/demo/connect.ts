import { Client } from 'pg'
import type { Sql } from '#data/database'
import { loadRegionRules } from '#data/region'
import type { KeyMaterial } from '#data/secrets/key-ring'
import { Batches } from './batch'
import { City } from './city'
import { DemoKeys } from './keys'
import { meetingsOf } from './meetings'
import { Cast } from './people'
import type { Series } from './series'

export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'jiban-demo' })
  await client.connect()
  return client
}

/** Everything a thread needs to make batches of a series. */
export async function batchesFor(
  client: Client,
  keys: KeyMaterial,
  series: Series,
  serial: number,
  trusted: boolean,
): Promise<Batches> {
  const sql: Sql = { query: async (text, values) => (await client.query(text, values)).rows }
  const region = await loadRegionRules(sql)
  const city = new City(region, await Cast.load(sql, region), meetingsOf(series))
  return new Batches(client, new DemoKeys(keys), city, series, serial, trusted)
}
