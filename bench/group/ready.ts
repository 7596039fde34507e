/** Started by `bench/group.ts`: opens the database of a folder as a restart does, and says when the window is ready. */
import { restoreWindow } from '../../src/flows/restore-window.ts'
import { openStore } from '../../src/store/open.ts'

const [dir = '', now = '0', windowMs = '0'] = process.argv.slice(2)
const store = openStore(dir)
const window = await restoreWindow(
  store,
  { granularity: 'event', windowMs: Number(windowMs), lead: 'first' },
  Number(now),
)
const article = {
  id: 0,
  outletId: 'outlet-0',
  language: 'ar',
  title: 'خبر أول بعد البدء',
  summary: '',
  text: '',
  eventAt: Number(now),
  hintStoryId: null,
}
window.propose([article])
const { user, system } = process.cpuUsage()
console.log(
  JSON.stringify({
    ms: performance.now(),
    cpuMs: (user + system) / 1000,
    mb: process.memoryUsage().rss / 1e6,
    articles: window.size,
  }),
)
store.close()
