import { createRequire } from 'node:module'
import { main } from './main.mjs'
import { prepare } from './prepare.mjs'

/** `npm test`: from a fresh clone to `N passed, N failed`. Further arguments go to jest. */
await main(async () => {
  await prepare()
  await createRequire(import.meta.url)('../../dist/apps/cli/suite.js').runSuite(process.argv.slice(2))
})
