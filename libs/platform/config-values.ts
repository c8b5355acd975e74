/** How the text of a variable becomes a value, or a fault in words that follow the variable's name. */
export type Read<T> = (text: string) => { value?: T; fault?: string }

export const anyText: Read<string> = (text) => ({ value: text })

export const whole =
  (least: number, most: number): Read<number> =>
  (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
    return value >= least && value <= most
      ? { value }
      : { fault: `应为 ${least} 到 ${most} 之间的整数，现在是“${text}”` }
  }

export const choice =
  <T extends string>(...words: T[]): Read<T> =>
  (text) =>
    (words as string[]).includes(text)
      ? { value: text as T }
      : { fault: `只能是 ${words.join('、')} 之一，现在是“${text}”` }

export const onOff: Read<boolean> = (text) => {
  const value = ['1', 'on', 'true', 'yes'].includes(text.toLowerCase())
  return value || ['0', 'off', 'false', 'no'].includes(text.toLowerCase())
    ? { value }
    : { fault: `只能是 on 或 off，现在是“${text}”` }
}

/** The value may hold a password: a fault never repeats it. */
export const databaseUrl: Read<string> = (text) =>
  /^postgres(ql)?:$/.test(urlOf(text)?.protocol ?? '')
    ? { value: text }
    : { fault: '应为 postgres://用户:密码@主机:端口/库名 的形式' }

export const webAddress: Read<URL> = (text) => {
  const url = urlOf(text)
  return url && /^https?:$/.test(url.protocol) && url.pathname === '/'
    ? { value: url }
    : { fault: `应为 https://主机 的形式，现在是“${text}”` }
}

export const gatewayAddress: Read<URL> = (text) => {
  const url = urlOf(text)
  return url && /^https?:$/.test(url.protocol) && !url.username
    ? { value: url }
    : { fault: '应为 https://主机/路径 的形式，不带用户名和密码' }
}

/** Never repeated in a fault. */
export const secretText: Read<string> = (text) => (text.length >= 16 ? { value: text } : { fault: '至少 16 个字符' })

export const addresses: Read<string[]> = (text) => {
  const value = text.split(',').map((part) => part.trim())
  return value.every((part) => /^(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]+(\/\d{1,3})?)$/.test(part))
    ? { value }
    : { fault: `应为 IP 地址或网段，多个用逗号分开，现在是“${text}”` }
}

/** `name:secret`, several with commas between; a fault never repeats them. */
export const secrets: Read<ReadonlyMap<string, string>> = (text) => {
  const pairs = text.split(',').map((part) => /^([a-z][a-z0-9-]{1,39}):(\S{32,})$/.exec(part.trim()))
  return pairs.every((pair) => pair !== null)
    ? { value: new Map(pairs.map(([, name, secret]) => [name!, secret!])) }
    : { fault: '应为 名称:密钥 的形式，多个用逗号分开；名称用小写字母、数字和短横线，密钥至少 32 个字符' }
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
