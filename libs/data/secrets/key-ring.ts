import { createHmac } from 'node:crypto'
import { nameGrams, nameQueryGrams } from '#domain/privacy/names'
import { normalisePhone, phoneTailDigits } from '#domain/privacy/phone'
import { SecretError } from './errors'
import { derive, SUITES, type Sealer, type Suite } from './suites'

/** Master keys as configured: 32 bytes each, the highest version seals, all of them open. */
export interface KeyMaterial {
  keys: ReadonlyMap<number, Buffer>
  tokenKey: Buffer
  cipher: Suite['name']
}

const FORMAT = 1
const HEADER = 4
const TOKEN = 16

/**
 * Seals personal values for a column and makes the keyed tokens by which they are found.
 * A sealed value is [format, suite, key version (2 bytes), nonce, tag, ciphertext].
 */
export class KeyRing {
  private readonly sealers = new Map<number, Sealer>()
  private readonly writing: Suite
  private readonly version: number
  private readonly searchKey: Buffer
  private readonly digestKey: Buffer
  private readonly linkKey: Buffer
  /** What every value sealed now starts with: a row whose column starts otherwise is due for rotation. */
  readonly header: Buffer

  constructor(private readonly material: KeyMaterial) {
    this.writing = SUITES.find((suite) => suite.name === material.cipher)!
    this.version = Math.max(...material.keys.keys())
    this.header = Buffer.from([FORMAT, this.writing.id, this.version >> 8, this.version & 255])
    this.searchKey = derive(material.tokenKey, 'token', 32)
    this.digestKey = derive(material.tokenKey, 'digest', 32)
    this.linkKey = derive(material.tokenKey, 'link', 32)
  }

  /** `context` names the column (`requester.phone`): a value sealed for one cannot be opened as another. */
  seal(plain: string | Buffer, context: string): Buffer {
    const body = this.sealer(this.writing, this.version).seal(bytesOf(plain), this.bound(this.header, context))
    return Buffer.concat([this.header, body])
  }

  open(sealed: Buffer, context: string): string {
    return this.openBytes(sealed, context).toString('utf8')
  }

  openBytes(sealed: Buffer, context: string): Buffer {
    const { suite, version } = readHeader(sealed)
    const header = sealed.subarray(0, HEADER)
    const plain = this.sealer(suite, version).open(sealed.subarray(HEADER), this.bound(header, context))
    if (plain) return plain
    throw new SecretError(
      'cannotOpen',
      `密文无法解开（${context}，密钥版本 ${version}）：密钥不符、被改动或来自别的字段，请核对密钥并检查数据`,
    )
  }

  /** True when sealed with an older key or the other suite. */
  needsRotation(sealed: Buffer): boolean {
    readHeader(sealed)
    return !sealed.subarray(0, HEADER).equals(this.header)
  }

  /** Keyed token of a normalised value for exact search; `kind` keeps equal words of different columns apart. */
  token(kind: string, normalised: string): Buffer {
    return createHmac('sha256', this.searchKey).update(`${kind}\0${normalised}`).digest().subarray(0, TOKEN)
  }

  /** Token of a phone however it was typed, a local number with the area code; what is no phone gets a token of its own. */
  phoneToken(phone: string, areaCode?: string): Buffer {
    return this.token('phone', normalisePhone(phone, areaCode) ?? phone.normalize('NFKC').trim())
  }

  /** Token of the last four digits; null when there are fewer. */
  phoneTail(phone: string): Buffer | null {
    const tail = phoneTailDigits(phone)
    return tail === null ? null : this.token('tail', tail)
  }

  /** Tokens to store with a name: the whole, every pair and every character. */
  nameTokens(name: string): Buffer[] {
    return nameGrams(name).map((gram) => this.token('name', gram))
  }

  /** Tokens that must all be among the stored ones for a typed part of a name to match (`tokens @> these`). */
  nameQuery(typed: string): Buffer[] {
    return nameQueryGrams(typed).map((gram) => this.token('name', gram))
  }

  /** Search tokens of a confidential text as lexemes for the same index, keyed, so that the index tells nothing. */
  textTokens(words: readonly string[]): string[] {
    return words.map((word) => this.token('text', word).toString('hex', 0, 12))
  }

  /** Stands for a personal value in the event hash chain: it stays when the value is erased. Does not rotate. */
  digest(plain: string | Buffer): Buffer {
    return createHmac('sha256', this.digestKey).update(plain).digest()
  }

  /** Opens one round of one ticket for a self-rating. Made anew where it is shown or sent; stored only as its hash. */
  ratingToken(ticketId: string, round: number): string {
    return createHmac('sha256', this.linkKey)
      .update(`rating\0${ticketId}\0${round}`)
      .digest()
      .toString('base64url', 0, 18)
  }

  private sealer(suite: Suite, version: number): Sealer {
    const place = (suite.id << 16) | version
    const known = this.sealers.get(place)
    if (known) return known
    const master = this.material.keys.get(version)
    if (!master)
      throw new SecretError('unknownKey', `密文使用的密钥版本 ${version} 不在 JIBAN_KEYS 中，请把该版本密钥加回后重启`)
    const sealer = suite.sealer(master)
    this.sealers.set(place, sealer)
    return sealer
  }

  private bound(header: Buffer, context: string): Buffer {
    return Buffer.concat([header, Buffer.from(context, 'utf8')])
  }
}

function readHeader(sealed: Buffer): { suite: Suite; version: number } {
  if (sealed.length < HEADER || sealed[0] !== FORMAT)
    throw new SecretError('notSealed', '这不是本系统的密文，请检查该字段的数据')
  const suite = SUITES.find((one) => one.id === sealed[1])
  if (!suite) throw new SecretError('unknownSuite', `密文使用了未知的加密方式 ${sealed[1]}，请升级程序后再读取`)
  return { suite, version: sealed.readUInt16BE(2) }
}

function bytesOf(plain: string | Buffer): Buffer {
  return typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain
}
