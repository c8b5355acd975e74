import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
/** As root, in a container, without a screen. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']

/** A real Chromium: the machine's own, else the one that comes inside a package and needs nothing installed. */
export async function startChromium(): Promise<Browser> {
  const own = INSTALLED.find((path) => existsSync(path))
  return own ? chromium.launch({ executablePath: own, args: ARGS }) : startPacked()
}

export async function startPacked(): Promise<Browser> {
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...ARGS] })
}
