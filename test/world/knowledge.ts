import type { TestApi } from './api'
import { expectOk } from './thread'

/** A knowledge item that two people have brought to the operators. */
export async function published(api: TestApi, over: object = {}): Promise<string> {
  const [dispatcher, supervisor] = await Promise.all([api.as('dispatcher'), api.as('supervisor')])
  const { body: region } = await dispatcher.get('/api/v1/region')
  const unitId = (region.units as { id: number; kind: string }[]).find(({ kind }) => kind === 'department')!.id
  const body = { ...ITEM, unitId, ...over }
  const { id } = expectOk<{ id: string }>(await dispatcher.post('/api/v1/knowledge').send(body), 201)
  for (const step of ['approve', 'publish'])
    expectOk(await supervisor.post(`/api/v1/knowledge/${id}/steps/${step}`).send({ version: 1 }), 200)
  return id
}

export const ITEM = {
  title: '医保异地就医怎么备案',
  question: '在外地住院，医疗保险怎么办理异地就医备案？',
  answer: '可在国家医保服务平台上备案，也可持身份证到旗医保局窗口办理，当日生效。',
  audience: 'public',
  validFrom: '2026-01-01',
}
