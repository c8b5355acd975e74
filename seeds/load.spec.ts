import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { ROLES } from '#domain/access'
import { freshDatabase, type TestDatabase } from '../test/world/database'
import { loadRegion, SeedRefused } from './load'

const REGIONS = ['ejin-horo', 'baotou'] as const
const TABLES = ['unit', 'unit_group', 'unit_group_member', 'place', 'tag', 'category', 'catalogue', 'catalogue_entry']
  .concat(['clock_policy', 'calendar_year', 'calendar_day', 'person', 'person_role'])
  .map(
    (table) =>
      `SELECT '${table}' AS name, count(*)::int AS rows, md5(string_agg(t::text, ',' ORDER BY t::text)) AS content FROM ${table} t`,
  )
  .join(' UNION ALL ')

describe.each(REGIONS)('%s', (region) => {
  let database: TestDatabase
  let client: Client
  const ask = async <R extends QueryResultRow>(sql: string) => (await client.query<R>(sql)).rows
  const none = (sql: string) => expect(ask(sql)).resolves.toEqual([])

  beforeAll(async () => {
    database = await freshDatabase({ seeded: false })
    await loadRegion(database.url, region, undefined, { demo: true })
    client = new Client({ connectionString: database.url })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })

  test('loading again changes no row and no id', async () => {
    const before = await ask(TABLES)
    const report = await loadRegion(database.url, region, undefined, { demo: true })
    expect(await ask(TABLES)).toEqual(before)
    expect(report.catalogue).toMatchObject({ version: 1, published: false })
    expect(report.people).toEqual([])
  })

  test('every third-level category has a competent unit, a line and a place in the catalogue with its basis', () =>
    none(`SELECT code FROM category c WHERE level = 3 AND (unit_id IS NULL OR tags = '{}' OR NOT EXISTS (
      SELECT FROM catalogue_entry e WHERE e.category_code = c.code AND e.place_code IS NULL AND length(e.basis) > 5))`))

  test('every tag of a category is a known one', () =>
    none(
      `SELECT code FROM category WHERE EXISTS (SELECT FROM unnest(tags) AS used WHERE used NOT IN (SELECT code FROM tag))`,
    ))

  test('every part of the territory is a place of its unit', () =>
    none(
      `SELECT code FROM unit u WHERE kind = 'town' AND parent_id IS NULL AND NOT EXISTS (SELECT FROM place p WHERE p.unit_id = u.id AND p.area_kind IS NOT NULL)`,
    ))

  test('every role is held by somebody who can sign in', async () => {
    const held = await ask<{ role: string }>(
      `SELECT DISTINCT role FROM person_role JOIN person p ON p.id = person_id WHERE p.active AND p.password_hash IS NOT NULL`,
    )
    expect(held.map(({ role }) => role).sort()).toEqual(Object.keys(ROLES).sort())
  })

  test('every unit that can be given work has somebody to do it, itself or above', () =>
    none(
      `SELECT name FROM unit u WHERE NOT EXISTS (SELECT FROM person p JOIN unit w ON w.id = p.unit_id WHERE u.path LIKE w.path || '%')`,
    ))

  test('paths follow the tree', () =>
    none(
      `SELECT u.code FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.path <> coalesce(p.path, '') || u.id || '.'`,
    ))

  test('one preset is in force and the calendar knows which years are published', async () => {
    expect(await ask('SELECT code FROM clock_policy WHERE active')).toEqual([{ code: 'ejin-horo' }])
    expect(await ask('SELECT published FROM calendar_year WHERE year = 2026')).toEqual([{ published: true }])
    expect(await ask(`SELECT name, off FROM calendar_day WHERE day = '2026-02-14'`)).toEqual([
      { name: '春节', off: false },
    ])
  })

  test('water, power, gas and heat failures are life-lines', async () => {
    const found = await ask<{ code: string }>('SELECT DISTINCT left(code, 2) AS code FROM category WHERE life_line')
    expect(found.map(({ code }) => code)).toContain('01')
    await none(
      `SELECT name FROM category WHERE name IN ('突发停水', '突发停电', '燃气泄漏异味', '突发停热') AND NOT life_line`,
    )
  })

  test('the other region is refused with the way out', async () => {
    const other = REGIONS.find((code) => code !== region)!
    await expect(loadRegion(database.url, other)).rejects.toThrow(/一个数据库只能装一个地区.*JIBAN_REGION/)
  })
})

test('the seven towns are labelled as outside the plans, and the tree reaches below them', async () => {
  const database = await freshDatabase()
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ name: string; source: string; children: number }>(
    `SELECT name, source, (SELECT count(*)::int FROM unit c WHERE c.parent_id = u.id AND c.kind = 'village') AS children
     FROM unit u WHERE kind = 'town' ORDER BY id`,
  )
  await client.end()
  await database.drop()
  expect(rows.map(({ name }) => name)).toEqual([
    '阿勒腾席热镇',
    '乌兰木伦镇',
    '伊金霍洛镇',
    '札萨克镇',
    '纳林陶亥镇',
    '红庆河镇',
    '苏布尔嘎镇',
  ])
  for (const { source, children } of rows) {
    expect(source).toContain('方案未列出')
    expect(children).toBeGreaterThanOrEqual(2)
  }
})

describe('a changed folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiban-seeds-'))
    for (const part of ['regions', 'presets', 'categories.csv', 'holidays.json', 'messages.json'])
      cpSync(join(__dirname, part), join(folder, part), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const edit = (file: string, change: (text: string) => string) => {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    const after = change(before)
    expect(after).not.toBe(before)
    writeFileSync(path, after)
  }
  const own = (file: string) => `regions/ejin-horo/${file}`
  const append = (line: string) => (text: string) => `${text}${line}\n`
  const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to)

  describe('with a fault names file, row, column and the way out, and writes nothing', () => {
    let database: TestDatabase
    beforeAll(async () => void (database = await freshDatabase({ seeded: false })))
    afterAll(() => database.drop())

    test.each<[string, string, (text: string) => string, RegExp]>([
      [
        'a kind nobody knows',
        own('units.csv'),
        swap('旗发改委,部门', '旗发改委,局'),
        /units\.csv 第 3 行 「类型」：“局”不在可选值中，应为：镇街/,
      ],
      [
        'a code twice',
        own('units.csv'),
        append('fagai,另一个,部门,,,局长,,,,'),
        /units\.csv 第 110 行 「代码」：“fagai”重复/,
      ],
      ['a name twice', own('units.csv'), append('xin,旗财政局,部门,,,局长,,,,'), /「名称」：“旗财政局”重复/],
      [
        'an alias of two units',
        own('units.csv'),
        append('xin,新局,部门,,旗交通运输局,局长,,,,'),
        /「别名」：“旗交通运输局”已是单位“jiaotong”/,
      ],
      [
        'an unknown parent',
        own('units.csv'),
        append('xin,新局,部门,nobody,,局长,,,,'),
        /「上级」：units\.csv 中没有代码“nobody”/,
      ],
      [
        'a circle of parents',
        own('units.csv'),
        swap('altanxire,阿勒腾席热镇,镇街,,', 'altanxire,阿勒腾席热镇,镇街,altanxire-1,'),
        /绕回了自己/,
      ],
      [
        'a population with a unit',
        own('units.csv'),
        append('xin,新局,部门,,,局长,城区,3万,,'),
        /「人口」：“3万”应为不带逗号和单位的整数/,
      ],
      ['nobody responsible', own('units.csv'), append('xin,新局,部门,,,,,,,'), /「负责人」：不能为空/],
      ['a missing column', own('units.csv'), swap('负责人', '领导人'), /units\.csv 第 1 行 「负责人」：缺少这一列/],
      ['a comma too many', own('units.csv'), append('xin,新局,部门,,,局长,,,,,,'), /单元格比表头多/],
      [
        'a group of strangers',
        own('groups.csv'),
        append('g,新组,fagai、nobody'),
        /groups\.csv 第 16 行 「成员」：units\.csv 中没有代码“nobody”/,
      ],
      [
        'a place without a unit',
        own('places.csv'),
        append('p,新地点,,,城区,,'),
        /places\.csv 第 26 行 「承办单位」：不能为空/,
      ],
      [
        'a place of an unknown area',
        own('places.csv'),
        append('p,新地点,,fagai,郊区,,'),
        /「区域」：“郊区”不在可选值中，应为：城区、农村、边远/,
      ],
      [
        'a line without a unit',
        own('tags.csv'),
        swap('energy,能源煤炭,nengyuan', 'energy,能源煤炭,nobody'),
        /tags\.csv 第 20 行 「承办单位」：units\.csv 中没有/,
      ],
      [
        'a category without its branch',
        'categories.csv',
        append('990101,孤儿,water,,'),
        /「代码」：没有上级分类“9901”/,
      ],
      [
        'a category code of five digits',
        'categories.csv',
        append('01010,五位,water,,'),
        /「代码」：“01010”不合规范，应为两位/,
      ],
      [
        'a category of an unknown line',
        'categories.csv',
        append('010190,新分类,nobody,,'),
        /「标签」：tags\.csv 中没有代码“nobody”/,
      ],
      [
        'two categories of one name',
        'categories.csv',
        append('010190,突发停水,,,'),
        /「名称」：同一上级下已有“突发停水”/,
      ],
      ['a yes nobody understands', 'categories.csv', append('010190,新分类,,也许,'), /「水电气热」：“也许”应填“是”/],
      [
        'a dispatch of nothing',
        own('catalogue.csv'),
        append('999999,,fagai,行业,,依据'),
        /catalogue\.csv .*「分类」：categories\.csv 中没有代码“999999”/,
      ],
      ['a dispatch without basis', own('catalogue.csv'), append('010101,,fagai,行业,,'), /「依据」：不能为空/],
      [
        'a third kind of lead',
        own('catalogue.csv'),
        append('010101,,fagai,部门,,依据'),
        /「主办」：“部门”不在可选值中，应为：行业、属地/,
      ],
      [
        'two administrators in one',
        own('people.csv'),
        append('both,两任,zhengwu,系统管理员、审计管理员,'),
        /一人只能担任一种/,
      ],
      ['a login in capitals', own('people.csv'), append('Boss,某人,zhengwu,领导,'), /「登录名」：“Boss”不合规范/],
      [
        'a person of no unit',
        own('people.csv'),
        append('somebody,某人,nobody,领导,'),
        /「单位」：units\.csv 中没有代码“nobody”/,
      ],
      ['a role nobody holds', own('people.csv'), swap(/^auditadmin.*\n/m, ''), /没有人担任“审计管理员”/],
      ['broken JSON', own('region.json'), swap('{', ''), /region\.json：不是合法的 JSON/],
      [
        'an unknown preset',
        own('region.json'),
        swap('"clockPolicy": "ejin-horo"', '"clockPolicy": "paris"'),
        /presets 中没有“paris”/,
      ],
      [
        'a holiday that ends before it begins',
        'holidays.json',
        swap('"to": "2018-02-21"', '"to": "2018-02-01"'),
        /holidays\.json：2018年/,
      ],
      ['a limit of nothing', 'presets/jinan.json', swap(/"amount": \d+/, '"amount": -1'), /presets\/jinan\.json/],
    ])('%s', async (_, file, change, expected) => {
      edit(file, change)
      const refused: unknown = await loadRegion(database.url, 'ejin-horo', undefined, { folder, demo: true }).catch(
        (e: unknown) => e,
      )
      expect(refused).toBeInstanceOf(SeedRefused)
      expect((refused as SeedRefused).message).toMatch(expected)
      const client = new Client({ connectionString: database.url })
      await client.connect()
      const { rows } = await client.query(
        'SELECT (SELECT count(*) FROM unit) + (SELECT count(*) FROM region) AS written',
      )
      await client.end()
      expect(rows).toEqual([{ written: '0' }])
    })
  })

  test('as a spreadsheet saves it, with byte order mark, CRLF and quotes, reads the same', async () => {
    const database = await freshDatabase()
    edit(own('units.csv'), (text) => '\uFEFF' + text.replace(/\n/g, '\r\n').replace('旗发改委', '"旗发改委"'))
    const report = await loadRegion(database.url, 'ejin-horo', undefined, { folder, demo: true })
    await database.drop()
    expect(report.tables.单位).toMatchObject({ added: 0, changed: 0, retired: 0 })
  })

  test('retires what left, keeps ids, lets names change hands and publishes the catalogue anew', async () => {
    const database = await freshDatabase()
    const client = new Client({ connectionString: database.url })
    await client.connect()
    const unit = async (code: string) =>
      (
        await client.query<{ id: number; name: string; active: boolean; path: string }>(
          'SELECT id, name, active, path FROM unit WHERE code = $1',
          [code],
        )
      ).rows[0]!
    const [wenlian, sports] = [await unit('wenlian'), await unit('altanxire-fw')]
    edit(own('units.csv'), (text) =>
      text
        .replace(/^wenlian,.*\n/m, '')
        .replace('xuanchuanbu,旗委宣传部', 'xuanchuanbu,旗文联')
        .replace(
          'altanxire-fw,阿勒腾席热镇便民服务中心,部门,altanxire',
          'altanxire-fw,阿勒腾席热镇便民服务中心,部门,ulanmulun',
        ),
    )
    edit(own('groups.csv'), swap('wenlian、', ''))
    edit(own('people.csv'), (text) => text.replace(/^wenlian\d.*\n/gm, ''))
    edit(own('tags.csv'), swap('energy,能源煤炭,nengyuan', 'energy,能源煤炭,gongxin'))
    const report = await loadRegion(database.url, 'ejin-horo', undefined, { folder, demo: true })
    const moved = await unit('altanxire-fw')
    expect(await unit('wenlian')).toMatchObject({ id: wenlian.id, active: false })
    expect(await unit('xuanchuanbu')).toMatchObject({ name: '旗文联', active: true })
    expect(moved).toMatchObject({ id: sports.id, path: `${(await unit('ulanmulun')).path}${sports.id}.` })
    expect(report.catalogue).toMatchObject({ version: 2, published: true })
    expect(report.tables.单位).toMatchObject({ added: 0, changed: 2, retired: 1 })
    await client.end()
    await database.drop()
  })

  test('people who are there already stay as their administrator left them', async () => {
    const database = await freshDatabase()
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query(`UPDATE person SET name = '改过', password_hash = 'own' WHERE login = 'operator1'`)
    edit(own('people.csv'), append('newcomer,新来,zhengwu,话务员,企业专席'))
    const { people } = await loadRegion(database.url, 'ejin-horo', undefined, { folder, demo: false })
    expect(people.map(({ login }) => login)).toEqual(['newcomer'])
    expect(people[0]!.password).toHaveLength(14)
    const { rows } = await client.query(
      `SELECT login, name, password_hash = 'own' AS own, must_change_password FROM person WHERE login IN ('operator1', 'newcomer') ORDER BY login`,
    )
    expect(rows).toEqual([
      { login: 'newcomer', name: '新来', own: false, must_change_password: true },
      { login: 'operator1', name: '改过', own: true, must_change_password: false },
    ])
    await client.end()
    await database.drop()
  })

  test('a clock preset that changed without a new version is refused', async () => {
    const database = await freshDatabase()
    edit('presets/jinan.json', swap('"amount": 5', '"amount": 6'))
    await expect(loadRegion(database.url, 'ejin-horo', undefined, { folder })).rejects.toThrow(/请把 version 加一/)
    edit('presets/jinan.json', swap('"version": 1', '"version": 2'))
    await expect(loadRegion(database.url, 'ejin-horo', undefined, { folder })).resolves.toMatchObject({
      policiesAdded: 1,
    })
    await database.drop()
  })
})
