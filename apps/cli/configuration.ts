import { ConfigRefused, readConfig, type Config } from '#platform/config'
import { Trouble } from '#platform/postgres/trouble'

/** The whole environment, checked before anything is started rather than in the log of a program that cannot run. */
export function checkedConfiguration(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof ConfigRefused)) throw error
    throw new Trouble(error.message, '所有变量见 docs/operations.md，或执行 npm run config。')
  }
}

/** Where the API can be asked from this machine. */
export function localAddress({ host }: Config): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
