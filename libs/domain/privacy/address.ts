/** Keeps what a map of the region shows — down to town, street office or village — and hides road, house and door. */
export function maskAddress(address: string): string {
  const plain = address.normalize('NFKC').trim()
  if (plain === '') return ''
  const shown = DIVISIONS.exec(plain)![0]
  return shown.length === plain.length ? plain : `${shown}****`
}

/** Each level is optional; a name of a level is two to ten characters, and 小区, 社区, 园区 are no districts. */
const DIVISIONS = new RegExp(
  '^' +
    [
      '省|自治区|特别行政区',
      '市|盟|州|地区',
      '(?<![小社园校厂矿院库新])区|旗|县|市',
      '街道(?:办事处)?|苏木|镇|乡',
      '嘎查|村(?!镇)(?:委会)?',
    ]
      .map((level) => `(?:\\p{sc=Han}{1,10}?(?:${level}))?`)
      .join(''),
  'u',
)
