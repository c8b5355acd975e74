import { main } from './main.mjs'
import { prepare } from './prepare.mjs'

/** `npm run build`: installs what is missing and compiles what changed. */
await main(prepare)
