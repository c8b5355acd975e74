import { createRequire } from 'node:module'
import { main } from './main.mjs'
import { prepare } from './prepare.mjs'

/** `npm run config`: every environment variable, what for and its default. */
await main(async () => {
  await prepare()
  console.log(createRequire(import.meta.url)('../../dist/libs/platform/config.js').settingsTable())
})
