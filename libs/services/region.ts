import { Injectable } from '@nestjs/common'
import type { RegionRules } from '#domain/workflow/region'
import { Database } from '#data/database'
import { loadRegionRules } from '#data/region'

const CHECK_EVERY_MS = 5_000

/** The region's rules in memory; seeds loaded meanwhile are seen within seconds. */
@Injectable()
export class Region {
  private rules: Promise<RegionRules> | null = null
  private stamp = ''
  private checkedAt = 0

  constructor(private readonly db: Database) {}

  async current(): Promise<RegionRules> {
    if (this.rules && Date.now() - this.checkedAt < CHECK_EVERY_MS) return this.rules
    this.checkedAt = Date.now()
    const stamp = await this.dataStamp()
    if (!this.rules || stamp !== this.stamp) {
      this.stamp = stamp
      this.rules = loadRegionRules(this.db)
      this.rules.catch(() => (this.rules = null))
    }
    return this.rules
  }

  /** For those who must not count by rules of a few seconds ago. */
  fresh(): Promise<RegionRules> {
    this.checkedAt = 0
    return this.current()
  }

  private async dataStamp(): Promise<string> {
    const [row] = await this.db.query<{ stamp: string }>(
      `SELECT concat(data_version, loaded_at, (SELECT max(id) FILTER (WHERE active) FROM clock_policy)) AS stamp FROM region`,
    )
    return row?.stamp ?? ''
  }
}
