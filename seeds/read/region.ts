import { validateHolidays, type HolidayFile } from '#domain/clock/holidays'
import { validatePolicy } from '#domain/clock/validate-policy'
import type { ClockPolicy } from '#domain/clock/policy'
import { SeedRefused } from '../sheet'
import type { RegionAbout, RegionData } from './data'
import { RegionFiles } from './files'
import { readCatalogue, readCategories, readTags } from './categories'
import { readMessages } from './messages'
import { readDesks, readShifts } from './desks'
import { readCopies, readDuties } from './duties'
import { readPeople } from './people'
import { readGroups, readPlaces, readUnits } from './units'

/** Reads and checks every file of a region before anything is written; throws all faults at once. */
export function readRegion(folder: string, code: string): RegionData {
  const known = RegionFiles.codes(folder)
  if (!known.includes(code))
    throw new SeedRefused([
      { file: `regions/${code}`, row: 0, column: '', message: `没有这个地区的数据，现有：${known.join('、')}` },
    ])
  const files = new RegionFiles(folder, code)
  const units = readUnits(files)
  const places = readPlaces(files, units)
  const tags = readTags(files, units)
  const categories = readCategories(files, tags, units)
  const policies = readPolicies(files)
  const people = readPeople(files, units)
  const desks = readDesks(files)
  const data: RegionData = {
    about: readAbout(files, policies),
    units: [...units.values()],
    groups: readGroups(files, units),
    places: [...places.values()],
    tags: [...tags.values()],
    categories: [...categories.values()],
    catalogue: readCatalogue(files, categories, tags, units, places),
    copies: readCopies(files, categories, units, places),
    duties: readDuties(files, categories),
    people,
    desks,
    shifts: readShifts(files, desks, people),
    policies,
    messages: readMessages(files),
    holidays: readHolidays(files),
  }
  if (files.faults.length) throw new SeedRefused(files.faults)
  return data
}

function readAbout(files: RegionFiles, policies: readonly ClockPolicy[]): RegionAbout {
  const file = `regions/${files.code}/region.json`
  const about = (files.json(file) ?? {}) as Partial<RegionAbout>
  const text = (key: 'code' | 'name' | 'dataVersion' | 'clockPolicy') => {
    const value = about[key]
    if (typeof value === 'string' && value) return value
    files.fault(file, '不能为空，应为一段文字', key)
    return ''
  }
  const clockPolicy = text('clockPolicy')
  if (clockPolicy && !policies.some((policy) => policy.code === clockPolicy))
    files.fault(
      file,
      `presets 中没有“${clockPolicy}”，现有：${policies.map(({ code }) => code).join('、')}`,
      'clockPolicy',
    )
  const code = text('code')
  if (code && code !== files.code) files.fault(file, `应与文件夹名“${files.code}”一致`, 'code')
  const { catalogueNote = '', settings = {} } = about
  return { code, name: text('name'), dataVersion: text('dataVersion'), clockPolicy, catalogueNote, settings }
}

function readPolicies(files: RegionFiles): ClockPolicy[] {
  return files.names('presets', '.json').flatMap((name) => {
    const file = `presets/${name}`
    const policy = files.json(file)
    if (policy === null) return []
    const wrong = validatePolicy(policy)
    for (const message of wrong) files.fault(file, message)
    return wrong.length ? [] : [policy as ClockPolicy]
  })
}

function readHolidays(files: RegionFiles): HolidayFile {
  const holidays = files.json('holidays.json')
  if (holidays === null) return { source: '', years: [] }
  for (const message of validateHolidays(holidays)) files.fault('holidays.json', message)
  return holidays as HolidayFile
}
