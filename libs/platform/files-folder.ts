import { join, resolve } from 'node:path'
import type { Config } from './config'

/** Where the bytes of attachments lie: never below anything that is served. */
export const filesFolder = ({ filesFolder: own, dataFolder }: Pick<Config, 'filesFolder' | 'dataFolder'>) =>
  own ? resolve(own) : join(resolve(dataFolder), 'files')
