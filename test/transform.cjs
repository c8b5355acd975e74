/**
 * jest 30 on Node 20 cannot require() ES modules, and the Nest 12 packages are ES modules.
 * Our TypeScript always goes through swc; a file of node_modules only when it contains module syntax.
 */
const { createTransformer } = require('@swc/jest')

const ours = createTransformer({ sourceMaps: 'inline' })
const theirs = createTransformer({
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
})
const MODULE_SYNTAX = /^\s*(import\s*[\w{*'"]|export\s+[\w{*]|export\{)|\bimport\.meta\b|;(import|export)[\s{*]/m

module.exports = {
  canInstrument: ours.canInstrument,
  getCacheKey: (source, file, options) => pick(source, file).getCacheKey(source, file, options),
  process: (source, file, options) =>
    pick(source, file) === null ? { code: source } : pick(source, file).process(source, file, options),
}

function pick(source, file) {
  if (!file.includes('/node_modules/')) return ours
  // Sent to the browser as its own text, and only looks like a module inside a string.
  if (file.includes('/axe-core/')) return passThrough
  return MODULE_SYNTAX.test(source) ? theirs : passThrough
}

const passThrough = {
  getCacheKey: (source) => String(source.length) + source.slice(0, 256) + source.slice(-256),
  process: (source) => ({ code: source }),
}
