import { createRequire } from 'node:module'
import { main } from './main.mjs'
import { prepare } from './prepare.mjs'

/** `npm start`: from a fresh clone to an address and the demo logins. Needs nothing but Node and npm. */
await main(async () => {
  await prepare()
  await createRequire(import.meta.url)('../../dist/apps/cli/up.js').up()
})
