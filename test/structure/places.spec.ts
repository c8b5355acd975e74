import { PLACES } from '../../apps/console/places'

test('no two pages share an address or the keys that lead there', () => {
  for (const name of ['key', 'path', 'keys', 'label'] as const)
    expect(new Set(PLACES.map((place) => place[name])).size).toBe(PLACES.length)
})
