import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the project, from sources and from dist alike. */
export function projectRoot(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : projectRoot(dirname(folder))
}
