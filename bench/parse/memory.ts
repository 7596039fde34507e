/** Reads one file in a process of its own, and prints what that cost: all that Node, the modules and the bytes take, too. */
import { readFileSync } from 'node:fs'
import { parseFeed } from '../../src/parse/parse.ts'

const bytes = readFileSync(process.argv[2] ?? '')
const start = performance.now()
const { items } = await parseFeed(bytes)
const tookMs = performance.now() - start
console.log(JSON.stringify({ items: items.length, tookMs, peak: process.resourceUsage().maxRSS * 1024 }))
