import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { CallHeard, CallSeen } from '#domain/calls/views'
import type { ToldKind } from '#domain/calls/words'
import { DESKS, type Desk, keysOf } from '#domain/words'
import { KeyRing } from '#data/secrets/key-ring'
import { readConfig } from '#platform/config'
import { keysOf as keyMaterial } from '#platform/keys'
import { dataFolder } from '#platform/postgres/place'
import { demoHeaders } from '#services/calls/partners'
import { localAddress } from './configuration'
import { runningInstance } from './instance'

/**
 * `npm run phone -- 13900001234 [--desk enterprise] [--wait 40] [--talk 20]`: a stand-in telephone for the demo. It rings at
 * the consoles through the same door a telephone system uses; typed letters hold, join a third and hang up.
 */
async function main() {
  const { number, desk, wait, talk } = readArgs()
  const config = readConfig()
  const url = runningInstance(dataFolder())?.url ?? `http://${localAddress(config)}:${config.port}`
  const phone = new Phone(url, new KeyRing(keyMaterial(config)))
  process.once('SIGINT', () => void phone.hangUp().finally(() => process.exit(0)))
  await phone.tell('offered', { desk, ...(number ? { number } : {}) })
  console.log(`${number || '（隐藏号码）'} 正在呼叫${DESKS[desk]}，${wait} 秒无人接听即挂断；Ctrl+C 挂断`)
  const operator = await phone.waitForAnswer(wait)
  if (operator === null) {
    await phone.hangUp()
    return console.log('无人接听，已挂断；号码已列入未接来电')
  }
  console.log(`${operator} 已接听。输入 h 保持、r 恢复、t 单位名 转三方、q 挂机`)
  await (talk ? sleep(talk * 1000) : typed(phone))
  await phone.hangUp()
  console.log('已挂机')
}

class Phone {
  private readonly call = `demo-${randomUUID()}`
  private seq = 0
  private answered = false
  private over = false

  constructor(
    private readonly url: string,
    private readonly keys: KeyRing,
  ) {}

  tell(kind: ToldKind, more: object = {}): Promise<CallHeard> {
    const body = { call: this.call, seq: ++this.seq, kind, at: new Date().toISOString(), ...more }
    return this.ask('POST', '/api/v1/telephony/events', JSON.stringify(body))
  }

  /** Login of who answered, or null when nobody did in time. */
  async waitForAnswer(seconds: number): Promise<string | null> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(400)) {
      const { state, operator } = await this.ask<CallSeen>('GET', `/api/v1/telephony/calls/${this.call}`)
      if (state === 'ringing' || !operator) continue
      await this.tell('answered', { operator })
      this.answered = true
      return operator
    }
    return null
  }

  async hangUp() {
    if (this.over || this.seq === 0) return
    this.over = true
    await this.tell(this.answered ? 'ended' : 'abandoned')
  }

  private async ask<T>(method: 'GET' | 'POST', path: string, body = ''): Promise<T> {
    const headers = {
      ...demoHeaders(this.keys, method, path, body),
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    }
    const answer = await fetch(`${this.url}${path}`, { method, headers, ...(body && { body }) }).catch(() => null)
    if (!answer) throw new Error(`连接不上 ${this.url}，请先用 npm start 启动`)
    const said = (await answer.json()) as T & { message?: string }
    if (!answer.ok) throw new Error(said.message)
    return said
  }
}

async function typed(phone: Phone) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [letter, ...rest] = line.trim().split(/\s+/)
    if (letter === 'q') return
    if (letter === 'h') await phone.tell('held')
    else if (letter === 'r') await phone.tell('resumed')
    else if (letter === 't') await phone.tell('conferenced', { parties: rest.length ? [rest.join('')] : ['第三方'] })
    else console.log('h 保持、r 恢复、t 单位名 转三方、q 挂机')
  }
}

function readArgs() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { desk: { type: 'string' }, wait: { type: 'string' }, talk: { type: 'string' } },
  })
  const desk = (values.desk ?? 'general') as Desk
  if (!keysOf(DESKS).includes(desk)) throw new Error(`--desk 应为：${keysOf(DESKS).join('、')}`)
  return {
    number: positionals[0] ?? '',
    desk,
    wait: seconds('--wait', values.wait, 40),
    talk: seconds('--talk', values.talk, 0),
  }
}

function seconds(name: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= 3600) return value
  throw new Error(`${name} 应为 0 到 3600 的整数秒`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`电话没有打通：${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  },
)
