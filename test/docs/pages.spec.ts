import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissionsPage, refusalsPage } from './lists'
import { workflowPage } from './workflow'

/** Pages made from code. `npm run docs` writes them; otherwise they must be as it would write them. */
const PAGES = { 'workflow.md': workflowPage, 'permissions.md': permissionsPage, 'refusals.md': refusalsPage }

test.each(Object.entries(PAGES))('docs/%s is what the code says', (name, page) => {
  const file = join(__dirname, '..', '..', 'docs', name)
  if (process.env['DOCS'] === 'write') writeFileSync(file, page())
  expect(readFileSync(file, 'utf8')).toBe(page())
})
