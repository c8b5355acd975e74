import { dispatchedRight, returnChain } from './return-chain'

const at = (hour: number) => new Date(Date.UTC(2026, 6, 20, hour)).toISOString()
const asked = (id: string, from: number, decided: number | null, state: 'approved' | 'rejected' | 'open') => ({
  id,
  kind: 'return' as const,
  state,
  askedAt: at(from),
  decidedAt: decided === null ? null : at(decided),
})
const duty = (unit: string, hour: number, more: object = {}) => ({
  unit,
  dispatchedAt: at(hour),
  parentId: null,
  role: 'lead',
  ...more,
})

test('each return with who had it next, up to the next one; a refused one leads nowhere', () => {
  const chain = returnChain(
    [
      asked('second', 6, 7, 'approved'),
      asked('refused', 4, 5, 'rejected'),
      asked('first', 1, 2, 'approved'),
      { ...asked('longer', 1, 2, 'approved'), kind: 'extend' as const },
      asked('open', 9, null, 'open'),
    ],
    [
      duty('first unit', 0),
      duty('second unit', 3),
      duty('its copy', 3, { role: 'copy' }),
      duty('third unit', 8),
      duty('below it', 8, { parentId: '9' }),
    ],
  )
  expect(chain.map(({ request, next }) => [request.id, next.map(({ unit }) => unit)])).toEqual([
    ['first', ['second unit']],
    ['refused', []],
    ['second', ['third unit']],
    ['open', []],
  ])
})

test('the first dispatch was right when nobody gave it back; what was never dispatched counts in neither', () => {
  expect(dispatchedRight({ dispatchedAt: at(1), acceptedReturns: 0 })).toBe(true)
  expect(dispatchedRight({ dispatchedAt: at(1), acceptedReturns: 1 })).toBe(false)
  expect(dispatchedRight({ dispatchedAt: null, acceptedReturns: 0 })).toBeNull()
})
