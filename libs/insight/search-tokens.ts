import { cut } from './words'

/**
 * What a text is found by. Every pair of neighbouring Chinese characters is stored, so that whatever stands in a text is found
 * however a dictionary would cut it; the dictionary cuts the query, where words may stand apart. Letters and digits are
 * stored as written. Tokens hold letters and digits only.
 */
export function searchTokens(...texts: readonly string[]): string[] {
  const tokens = new Set<string>()
  for (const text of texts) {
    for (const run of runsOf(text)) {
      if (tokens.size >= MOST_TOKENS) return [...tokens].slice(0, MOST_TOKENS)
      if (run.han) addPairs(run.text, tokens)
      else addWritten(run.text, tokens)
    }
  }
  return [...tokens].slice(0, MOST_TOKENS)
}

/** As `searchTokens`, for an index that cannot be asked for beginnings because its tokens are keyed: every character on its own, too. */
export function closedTokens(...texts: readonly string[]): string[] {
  const characters = texts.flatMap((text) => [...runsOf(text)].flatMap((run) => (run.han ? [...run.text] : [])))
  return [...new Set([...searchTokens(...texts), ...characters])].slice(0, MOST_TOKENS)
}

/** The tokens that must all be there for a text to match; empty when the query holds nothing to search for. */
export function queryTokens(query: string): string[] {
  const runs = [...runsOf(query)]
  const tokens = runs.flatMap((run) => (run.han ? hanQuery(run.text, isStop) : writtenQuery(run.text)))
  const telling = tokens.filter((token) => !UNITS.has(token))
  const found =
    [telling, tokens, runs.flatMap((run) => hanQuery(run.text, () => false))].find((some) => some.length > 0) ?? []
  return [...new Set(found)].slice(0, MOST_QUERY_TOKENS)
}

/** For `$1::tsvector`. Not for to_tsvector: its parser knows other letters on other servers. */
export function toTsVectorText(tokens: readonly string[]): string {
  return tokens.map(plain).filter(Boolean).join(' ')
}

/** For `$1::tsquery`: a single character and a number or word being typed match as beginnings. Null when nothing is asked. */
export function toTsQueryText(tokens: readonly string[]): string | null {
  const terms = tokens
    .map(plain)
    .filter(Boolean)
    .map((token) => `'${token}'${isBeginning(token) ? ':*' : ''}`)
  return terms.length === 0 ? null : terms.join(' & ')
}

/** A text of some ten thousand characters is a document, not a message: its beginning finds it. */
const LONGEST_TEXT = 20_000
const MOST_TOKENS = 2_000
const MOST_QUERY_TOKENS = 32
/** PostgreSQL refuses lexemes over two kilobytes; nobody types forty characters without a break. */
const LONGEST_TOKEN = 40

interface Run {
  han: boolean
  text: string
}

/** Radicals and other signs of the script that are no characters are passed over: PostgreSQL keeps no word of them. */
const RUNS =
  /(?:(?=[\p{L}\p{N}])[\p{sc=Han}々〇])+|(?:(?![\p{sc=Han}々〇])[\p{L}\p{N}])+(?:-(?:(?![\p{sc=Han}々〇])[\p{L}\p{N}])+)*/gu

/** Stretches of Chinese characters, and of other letters and digits with dashes inside; everything else separates. */
function* runsOf(text: string): Generator<Run> {
  const folded = text.slice(0, LONGEST_TEXT).normalize('NFKC').toLowerCase().replace(INVISIBLE, '')
  for (const [stretch] of folded.matchAll(RUNS)) yield { han: HAN.test(stretch), text: stretch }
}

const HAN = /^[\p{sc=Han}々〇]/u
const INVISIBLE = /[\p{Cf}\p{M}]/gu

/** The last character of a stretch begins no pair, so it is stored alone: with it every character begins some token. */
function addPairs(run: string, tokens: Set<string>): void {
  const characters = [...run]
  for (let at = 1; at < characters.length; at += 1) tokens.add(characters[at - 1]! + characters[at]!)
  tokens.add(characters.at(-1)!)
}

/** `0477-8123456` is found by either part and without the dash, a ticket number also by its serial alone. */
function addWritten(run: string, tokens: Set<string>): void {
  const parts = run.split('-')
  const whole = parts.join('')
  for (const part of parts) tokens.add(clipped(part))
  tokens.add(clipped(whole))
  if (TICKET_NUMBER.test(whole)) tokens.add(whole.slice(0, 6)).add(whole.slice(6, 12))
}

const TICKET_NUMBER = /^\d{12}(?:\d{2})?$/

function writtenQuery(run: string): string[] {
  return (/^[\d-]+$/.test(run) ? [run.replaceAll('-', '')] : run.split('-')).map(clipped)
}

/** Pairs inside each word. Single characters next to each other make a word the dictionary does not know (天骄). */
function hanQuery(run: string, left: (word: string) => boolean): string[] {
  const words = grouped(cut(run), left)
  return words.flatMap((word, place) => {
    if (word === null) return []
    if (word.length > 1) return word.slice(1).map((character, at) => word[at]! + character)
    return [linked(word[0]!, words[place - 1] ?? null, words[place + 1] ?? null)]
  })
}

/** A lone character says little: 路 of 人民路 is asked for together with its neighbour, 民路. */
function linked(character: string, before: string[] | null, after: string[] | null): string {
  if (before) return before.at(-1)! + character
  return after ? character + after[0]! : character
}

/** Words as characters, neighbouring single ones joined, null where a word was left out. */
function grouped(words: readonly string[], left: (word: string) => boolean): (string[] | null)[] {
  const groups: (string[] | null)[] = []
  let open = false
  for (const word of words) {
    const characters = [...word]
    if (left(word)) groups.push(null)
    else if (characters.length === 1 && open) groups.at(-1)!.push(...characters)
    else groups.push(characters)
    open = characters.length === 1 && !left(word)
  }
  return groups
}

/** Words of a question that stand in no message about the matter. */
const STOP = new Set(
  '的 了 吗 呢 吧 啊 呀 是 在 和 与 及 或 我 你 他 她 它 们 个 有 也 都 就 被 把 对 从 到 为 向 我们 你们 他们 请问 怎么 怎么办 怎么样 多少 多久 是否 有没有 能不能 什么时候 什么 为什么 如何 哪里 一下 这个 那个 可以 能否'.split(
    ' ',
  ),
)

/** Behind a number these say nothing and begin half of all pairs. */
const UNITS = new Set('号区路室栋楼幢户层元米年月日度吨')

function isStop(word: string): boolean {
  return STOP.has(word)
}

function isBeginning(token: string): boolean {
  return HAN.test(token) ? [...token].length === 1 : token.length >= 3
}

function clipped(token: string): string {
  return [...token].slice(0, LONGEST_TOKEN).join('')
}

/** Tokens of other makers come through here, too. */
function plain(token: string): string {
  return token.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}
