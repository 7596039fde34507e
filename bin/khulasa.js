#!/usr/bin/env node
// Read by whatever Node the machine has, so nothing here is newer than Node 12.
const OLDEST = 26

const major = Number(process.versions.node.split('.')[0])
if (major < OLDEST) {
  console.error(
    `khulasa needs Node ${OLDEST}, and this is Node ${process.versions.node}. The right one comes with the project:\n` +
      'run "npm ci" once, then "npm start" or "npx khulasa COMMAND" in the project\'s folder.',
  )
  process.exitCode = 1
} else {
  // types are stripped and sources compiled once, not at every start of every thread: half a second, and 30 MB
  Promise.all([import('node:module'), import('node:url')]).then(
    ([{ enableCompileCache }, { fileURLToPath }]) => {
      enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/khulasa', import.meta.url)))
      return import('../src/main.ts')
    },
  )
}
