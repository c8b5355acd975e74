/** Names of people: how they are cut, masked and found. */

/** Surname and given name; a Mongolian or foreign name has no surname to speak of. */
export function splitName(name: string): { surname: string; given: string } {
  const plain = plainName(name)
  const parts = plain.split('·')
  if (parts.length > 1) return { surname: parts[0]!, given: parts.slice(1).join('·') }
  if (!/^\p{sc=Han}{2,4}$/u.test(plain)) return { surname: '', given: plain }
  if (COMPOUND.has(plain.slice(0, 2)) && plain.length > 2) return { surname: plain.slice(0, 2), given: plain.slice(2) }
  return SURNAMES.has(plain[0]!) ? { surname: plain[0]!, given: plain.slice(1) } : { surname: '', given: plain }
}

/** 张* · 张** · 欧阳* · 巴** · 孛**·** : says no more about the length than it must. */
export function maskName(name: string): string {
  const plain = plainName(name)
  if (plain === '') return ''
  const parts = plain.split(/[·\s]/).filter(Boolean)
  if (parts.length > 1) return `${first(parts[0]!)}**·**`
  const { surname, given } = splitName(plain)
  const shown = surname || first(plain)
  const hidden = [...(surname ? given : plain.slice(shown.length))].length
  return shown + '*'.repeat(Math.min(Math.max(hidden, 1), 2))
}

/** What is stored for a name: the whole, every pair, every character; dots and spaces do not count. */
export function nameGrams(name: string): string[] {
  const characters = lettersOf(name)
  if (characters.length === 0) return []
  return [...new Set([characters.join(''), ...pairs(characters), ...characters])]
}

/** What must be among the stored grams when a part of a name is typed: the character, or every pair of it. */
export function nameQueryGrams(typed: string): string[] {
  const characters = lettersOf(typed)
  return characters.length < 2 ? characters : [...new Set(pairs(characters))]
}

/** NFKC, dots of all kinds as `·`, no outer or doubled spaces, none between Chinese characters. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[·•‧∙・․.]/g, '·')
    .replace(/\s*·\s*/g, '·')
    .replace(/(?<=\p{sc=Han})\s+(?=\p{sc=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const LONGEST = 64

function lettersOf(name: string): string[] {
  return [
    ...name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ].slice(0, LONGEST)
}

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => characters[index]! + character)
}

function first(text: string): string {
  return [...text][0] ?? ''
}

const COMPOUND = new Set(
  (
    '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 长孙 宇文 端木 轩辕 钟离 闻人 澹台 赫连 呼延 独孤 南宫 ' +
    '西门 东郭 百里 申屠 淳于 单于 太叔 公羊 公冶 宗政 濮阳 仲孙 拓跋 完颜 耶律 万俟 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 ' +
    '漆雕 乐正 壤驷 公良 谷梁 段干 微生 梁丘 左丘 东门 第五 第伍 纳兰 那拉 富察 钮祜'
  ).split(' '),
)

const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'.match(
    /./gu,
  ),
)
