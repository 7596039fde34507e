/**
 * Reads our feeds with programs that are not ours, as Debian has them:
 * `apt-get install python3-feedparser libxml2-utils newsboat sfeed`. Fails where one is missing or reads otherwise.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { FeedDocument } from '../src/model/feed-document.ts'
import { renderAtom } from '../src/render/atom.ts'
import { renderOpml } from '../src/render/opml.ts'
import { renderRss } from '../src/render/rss.ts'
import { documents } from '../test/render/documents.ts'
import { legal } from '../test/render/hostile.ts'

/** What a reader shows of an entry; the time in seconds. */
type Read = { id: string; title: string; link: string; at: number }
type Reader = (file: string, folder: string) => Read[]

const FEEDPARSER = `
import calendar, feedparser, json, sys
feed = feedparser.parse(sys.argv[1])
if feed.bozo: sys.exit('bozo: %s' % feed.bozo_exception)
print(json.dumps([{'id': e.id, 'title': e.title, 'link': e.link, 'at': calendar.timegm(e.published_parsed)} for e in feed.entries]))
`

const readers: Record<string, Reader> = {
  feedparser: file => JSON.parse(run('/usr/bin/python3', ['-c', FEEDPARSER, file])),
  newsboat: readWithNewsboat,
  sfeed: readWithSfeed,
}

const folder = mkdtempSync(join(tmpdir(), 'khulasa-foreign-'))
let failures = 0
try {
  for (const [name, document] of Object.entries(documents)) {
    check(`${name}.rss`, renderRss(document), document)
    check(`${name}.atom`, renderAtom(document), document)
  }
  const outlines = documents.mixed?.entries.map(({ title, source }) => ({ title, xmlUrl: source.id })) ?? []
  const opml = join(folder, 'topics.opml')
  writeFileSync(opml, renderOpml({ title: 'Topics & <more>', outlines }))
  attempt('xmllint', 'topics.opml', () => run('xmllint', ['--noout', '--nonet', opml]))
} finally {
  rmSync(folder, { recursive: true })
}
console.log(failures === 0 ? 'every program reads every feed' : `${failures} failed`)
process.exitCode = failures === 0 ? 0 : 1

function check(name: string, rendered: string, document: FeedDocument): void {
  const file = join(folder, name)
  writeFileSync(file, rendered)
  attempt('xmllint', name, () => run('xmllint', ['--noout', '--nonet', file]))
  for (const [program, read] of Object.entries(readers)) {
    attempt(program, name, () => {
      const got = JSON.stringify(read(file, folder).toSorted(byId), null, 1)
      const wanted = JSON.stringify(written(document).toSorted(byId), null, 1)
      if (got !== wanted) throw new Error(`read ${got}\ninstead of ${wanted}`)
    })
  }
}

function attempt(program: string, name: string, act: () => void): void {
  try {
    act()
    console.log(`${program.padEnd(10)} ${name.padEnd(14)} ok`)
  } catch (error) {
    failures++
    console.log(`${program.padEnd(10)} ${name.padEnd(14)} FAILED: ${(error as Error).message}`)
  }
}

function written({ entries }: FeedDocument): Read[] {
  return entries.map(({ id, title, url, pageUrl, publishedAt }) => ({
    id,
    title: legal(title),
    link: new URL(url ?? pageUrl).href,
    at: Math.floor(publishedAt / 1000),
  }))
}

/** newsboat keeps one item an id over all its feeds, so each feed is read with a cache of its own. */
function readWithNewsboat(file: string, folder: string): Read[] {
  const [cache, urls, config] = [`${file}.db`, `${file}.urls`, join(folder, 'newsboat.config')]
  writeFileSync(urls, `file://${file}\n`)
  writeFileSync(config, '')
  run('newsboat', ['-C', config, '-c', cache, '-u', urls, '-x', 'reload'])
  const database = new Database(cache, { readonly: true })
  const items = database.prepare('select guid as id, title, url as link, pubDate as at from rss_item').all()
  database.close()
  return items as Read[]
}

/** One line an item: time, title, link, content, content type, id, … (sfeed(5)). */
function readWithSfeed(file: string): Read[] {
  const lines = run('sfeed', [], readFileSync(file)).split('\n').filter(Boolean)
  return lines.map(line => {
    const [at, title = '', link = '', , , id = ''] = line.split('\t')
    return { id, title, link, at: Number(at) }
  })
}

function run(program: string, args: string[], input?: Buffer): string {
  const home = { ...process.env, HOME: folder }
  return execFileSync(program, args, {
    encoding: 'utf8',
    timeout: 30_000,
    env: home,
    stdio: 'pipe',
    ...(input && { input }),
  })
}

function byId(a: Read, b: Read): number {
  return a.id < b.id ? -1 : 1
}
