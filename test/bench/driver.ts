import { Client } from 'pg'
import type { Sql } from '#data/database'

/** Connections as the product opens them, without its pool. */
export async function drivers(url: string, count: number): Promise<Client[]> {
  const clients = [...Array(count)].map(
    () => new Client({ connectionString: url, pipeline: true, options: '-c timezone=Asia/Shanghai -c jit=off' }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  return clients
}

export const sqlOn = (client: Client): Sql => ({
  query: async (text, values = [], name) => (await client.query({ text, values, name })).rows,
})

export async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
