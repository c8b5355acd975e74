import type { RegionCategory, RegionPlace, RegionRules, RegionUnit } from '#domain/workflow/region'
import { charactersOf, type Character } from './characters'
import type { Meeting } from './meetings'
import type { Cast } from './people'
import { Weighted, type Random } from './random'
import { categoriesByMonth } from './seasons'

/** Everything a demo ticket is drawn from: the region as loaded, and how its people and units behave. */
export class City {
  readonly character: (unitId: number) => Character
  private readonly categories: Weighted<RegionCategory>[]
  private readonly places: Weighted<RegionPlace>

  constructor(
    readonly region: RegionRules,
    readonly cast: Cast,
    private readonly meetings: readonly Meeting[] = [],
  ) {
    this.character = charactersOf(region)
    this.categories = categoriesByMonth(region.categories.values())
    this.places = new Weighted([...region.places.values()].filter(({ active }) => active).map(withWeight))
  }

  /** Takes what nobody else may: 回避. */
  get oversight(): RegionUnit {
    const found = [...this.region.units.values()].find(({ kind, active }) => kind === 'oversight' && active)
    if (!found) throw new Error('没有督查纪检单位，演示数据无法生成')
    return found
  }

  /** The next 会商 that still takes something on its agenda. */
  meetingAfter(at: number): Meeting | undefined {
    return this.meetings.find((each) => each.at > at)
  }

  category(random: Random, localMonth: number): RegionCategory {
    return this.categories[localMonth]!.pick(random)
  }

  place(random: Random): RegionPlace {
    return this.places.pick(random)
  }
}

/** Most people live in town; of a place and its parts, the parts are named less often. */
function withWeight(place: RegionPlace): [RegionPlace, number] {
  const lives = { urban: 6, rural: 2, remote: 0.8 }[place.areaKind]
  return [place, place.parentCode ? lives / 3 : lives]
}
