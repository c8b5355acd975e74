import { PLACES } from '../../apps/console/places'

test('no two pages share an address or the keys that lead there', () => {
  for (const of of ['key', 'path', 'keys', 'label'] as const)
    expect(new Set(PLACES.map((place) => place[of])).size).toBe(PLACES.length)
})
