import { Refusal } from '../refusals'
import type { TicketFacts } from '../workflow/snapshot'
import { type DutyLine, type RegionRules, categoryPath } from '../workflow/region'

/** 职责清单, 准入清单: what may be put to villages and communities. */

/** The line that lets this matter in: its category or one above it, the nearest. */
export function dutyLineOf({ duties }: Pick<RegionRules, 'duties'>, categoryCode: string): DutyLine | null {
  const lines = duties.filter((line) => categoryCode.startsWith(line.categoryCode))
  return lines.sort((a, b) => b.categoryCode.length - a.categoryCode.length)[0] ?? null
}

/** The lines of the same branch, for who wonders what might have been meant. */
const nearLines = ({ duties }: Pick<RegionRules, 'duties'>, categoryCode: string) =>
  duties.filter((line) => line.categoryCode.slice(0, 2) === categoryCode.slice(0, 2))

/** Refuses what is outside the list, with what the list says of its branch; with a reason where the city allows that. */
export function checkDuty(
  region: RegionRules,
  { categoryCode }: Pick<TicketFacts, 'categoryCode'>,
  unitIds: readonly number[],
  reason: string | undefined,
) {
  const village = unitIds.map((id) => region.units.get(id)).find((unit) => unit?.kind === 'village')
  if (!village || region.duties.length === 0 || dutyLineOf(region, categoryCode)) return
  if (region.settings.villageDuty === 'reason' && reason) return
  throw new Refusal('dutyOutside', { why: whyOutside(region, categoryCode, village.name) })
}

function whyOutside(region: RegionRules, categoryCode: string, unitName: string): string {
  const near = nearLines(region, categoryCode).map(({ code, duty }) => `${code}“${duty}”`)
  const said = near.length ? `清单中同类事项只有：${near.join('、')}。` : '清单中没有同类事项。'
  const next = region.settings.villageDuty === 'reason' ? '确需交办的，请填写清单外交办理由。' : '请由镇街承办。'
  return `“${categoryPath(region, categoryCode).join(' → ')}”不能交${unitName}：${said}${next}`
}
