import { loadKeys } from '#data/secrets/keys'
import type { Config } from './config'

/** The keys this configuration names, or the development keys of its data folder. */
export function keysOf(config: Config) {
  return loadKeys(
    {
      NODE_ENV: config.mode,
      JIBAN_KEYS: config.keys ?? undefined,
      JIBAN_KEYS_FILE: config.keysFile ?? undefined,
      JIBAN_TOKEN_KEY: config.tokenKey ?? undefined,
      JIBAN_CIPHER: config.cipher,
    },
    config.dataFolder,
  )
}
