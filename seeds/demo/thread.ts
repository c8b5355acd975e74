import { parentPort, workerData } from 'node:worker_threads'
import type { KeyMaterial } from '#data/secrets/key-ring'
import { batchesFor, connect } from './connect'
import type { Series } from './series'

/** What a thread is started with; bytes lose their Buffer on the way. */
export interface ThreadTask {
  url: string
  keys: KeyMaterial
  series: Series
  serial: number
  trusted: boolean
}

/** Makes and loads the batches it is told by number, and says how many tickets each had; ends when told `null`. */
async function main() {
  const { url, keys, series, serial, trusted } = workerData as ThreadTask
  const client = await connect(url)
  const batches = await batchesFor(client, revived(keys), series, serial, trusted)
  parentPort!.on('message', (batch: number | null) => {
    if (batch === null) void client.end().then(() => parentPort!.close())
    else batches.load(batch).then((tickets) => parentPort!.postMessage(tickets), fail)
  })
  parentPort!.postMessage(0)
}

function revived({ keys, tokenKey, cipher }: KeyMaterial): KeyMaterial {
  const bytes = [...keys].map(([version, key]) => [version, Buffer.from(key)] as const)
  return { keys: new Map(bytes), tokenKey: Buffer.from(tokenKey), cipher }
}

function fail(error: unknown) {
  throw error
}

main().catch((error: unknown) => setImmediate(() => fail(error)))
