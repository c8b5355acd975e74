import { spawn } from 'node:child_process'

/** Looks for viruses. Throws when it could not look, so that it is tried again. */
export interface Scanner {
  scan(path: string): Promise<'clean' | 'refused'>
}

const WITHIN_MS = 120_000

/** A scanner's own command, given the path last: ends with 0 for clean and 1 for a find, as clamdscan does. */
export class CommandScanner implements Scanner {
  constructor(private readonly command: string) {}

  scan(path: string): Promise<'clean' | 'refused'> {
    const [program, ...args] = this.command.trim().split(/\s+/)
    return new Promise((resolve, reject) => {
      const looking = spawn(program!, [...args, path], { stdio: 'ignore', timeout: WITHIN_MS })
      looking.once('error', reject)
      looking.once('exit', (code, signal) => {
        if (code === 0) resolve('clean')
        else if (code === 1) resolve('refused')
        else reject(new Error(`the virus scanner ended with ${code ?? signal}`))
      })
    })
  }
}
