/**
 * What people put into passwords first. Written down as pieces, not whole passwords: `Password@2026` and `2026!passw0rd`
 * are the same idea, and a list of a few hundred pieces covers their combinations.
 */

/** Places (by character) of a lower-case text that belong to a common word, a run, a year, a date or a repetition. */
export function knownPieces(text: string): Set<number> {
  const characters = [...text]
  const places = new Set<number>()
  const mark = (from: number, length: number): void => {
    for (let place = from; place < from + length; place += 1) places.add(place)
  }
  for (const plain of [characters.join(''), unleet(characters, '1', 'i'), unleet(characters, '1', 'l')])
    markWords(plain, mark)
  markRuns(characters, mark)
  for (const match of characters.join('').matchAll(YEAR)) mark(match.index, match[0].length)
  return places
}

const LEAST_RUN = 4
const LEAST_REPEAT = 3
const YEAR = /(?:19[4-9]\d|20[0-4]\d)(?:[-./]?(?:0[1-9]|1[0-2])(?:[-./]?(?:0[1-9]|[12]\d|3[01]))?)?/g

type Mark = (from: number, length: number) => void

function markWords(text: string, mark: Mark): void {
  for (const word of WORDS) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) mark(at, word.length)
  }
}

/** Longest stretch from each place along a keyboard row, the alphabet or the digits, either way, or of one character. */
function markRuns(characters: readonly string[], mark: Mark): void {
  for (let from = 0; from < characters.length; from += 1) {
    const same = stretch(characters, from, (a, b) => a === b)
    if (same >= LEAST_REPEAT) mark(from, same)
    for (const next of STEPS) {
      const run = stretch(characters, from, (a, b) => next.get(a) === b)
      if (run >= LEAST_RUN) mark(from, run)
    }
  }
}

function stretch(characters: readonly string[], from: number, follows: (a: string, b: string) => boolean): number {
  let at = from
  while (at + 1 < characters.length && follows(characters[at]!, characters[at + 1]!)) at += 1
  return at - from + 1
}

/** Signs read as the letters they stand for; the length does not change. */
function unleet(characters: readonly string[], one: string, letter: string): string {
  return characters.map((sign) => (sign === one ? letter : (LEET[sign] ?? sign))).join('')
}

const LEET: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
  '!': 'i',
  '8': 'b',
  '9': 'g',
}

const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '`1234567890-=',
  '~!@#$%^&*()_+',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '!qaz@wsx#edc$rfv%tgb^yhn&ujm*ik',
  '147258369',
  '159357',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaqxswcdevfrbgtnhymjukilop',
]

/** Which character comes next in each row, forwards and backwards; the first of equal ones wins. */
const STEPS = ROWS.flatMap((row) => [stepsOf([...row]), stepsOf([...row].reverse())])

function stepsOf(row: readonly string[]): Map<string, string> {
  const steps = new Map<string, string>()
  row.forEach((sign, place) => {
    const next = row[place + 1]
    if (next !== undefined && !steps.has(sign)) steps.set(sign, next)
  })
  return steps
}

/** Words, names, places and habits, lower case; four letters and more so that a chance match is rare. */
const WORDS = // computers
  (
    'password passwd passw0rd pass1234 admin administrator root toor system server oracle mysql postgres redis linux windows ' +
    'computer internet network login logon signin access secret security secure default guest public private manager master ' +
    'super superuser sysadmin operator service support testing test1 temp temporary change changeme changeit letmein welcome ' +
    'hello helloworld user user1 username demo example sample office database backup google apple android iphone huawei xiaomi ' +
    'samsung microsoft tencent alibaba alipay taobao weixin wechat baidu jingdong github docker cisco router switch firewall ' +
    'abcd abc123 a1b2c3 aabbcc abcabc xyz123 123abc qwer asdf zxcv wasd qweasd qweasdzxc asdzxc ' +
    // keyboard and number habits not on a straight row
    '123123 112233 121212 123321 654321 666888 888666 888888 666666 168168 518518 520520 5201314 1314520 1314 52013 201314 ' +
    '147258 258369 159753 789456 456789 741852 963852 852456 123654 110110 112112 119119 120120 123456 111222 222333 ' +
    // love and luck
    'iloveyou loveyou lovely woaini woaiwojia aini woaizhongguo baobei baobao laopo laogong wode zhongguo china beijing shanghai ' +
    'facai gongxi fafafa shunli pingan jixiang kuaile xingfu meimei gege didi jiejie mama baba yeye nainai erzi nver ' +
    'sunshine princess prince dragon monkey tiger shadow flower football basketball baseball soccer killer hunter ranger ' +
    'batman superman spiderman pokemon naruto starwars matrix freedom whatever nothing trustno1 forever friend friends family ' +
    'summer winter spring autumn january february march april june july august september october november december monday ' +
    'sunday friday tuesday thursday saturday wednesday michael jordan michelle jessica jennifer charlie daniel thomas robert ' +
    'andrew george william anthony matthew joshua jackson david kevin lucky happy smile angel honey sweet cookie banana orange ' +
    'purple yellow silver golden diamond crystal phoenix rainbow butterfly chocolate cheese pepper ginger coffee ' +
    // names everybody has
    'zhangsan lisi wangwu zhaoliu zhangwei wangwei wangfang liwei lina zhangmin lijing wangjing liuwei wangxiuying zhangli ' +
    'zhangjing liuyang xiaoming xiaohong xiaoli xiaowang xiaozhang laowang laozhang laoli ' +
    // this trade and this place
    'jiban hotline 12345 96888 12315 12319 rexian huawu paidan gongdan banjie jiesujiban jsjb zhengfu shizheng zhengwu zhengqi ' +
    'shimin fuwu fuwurexian renmin gongan xinfang duban neimenggu neimeng mengsu menggu ordos eerduosi erduosi eeds kangbashi ' +
    'dongsheng yijinhuoluo yijinhuoluoqi yjhl yjhlq ejinhoro altanxiret aletengxire baotou wuhai huhehaote hohhot dalate zhungeer ' +
    'hangjin wushen etuoke yiqi qizhengfu'
  ).split(' ')
