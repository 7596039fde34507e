import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decode } from '../../src/parse/decode.ts'

const declared = (label: string, text: string) =>
  `<?xml version="1.0" encoding="${label}"?><rss><channel><title>${text}</title></channel></rss>`

test.each([
  ['windows-1256', 'قمة عربية في الرياض'],
  ['iso-8859-6', 'قمة عربية في الرياض'],
  ['windows-1251', 'Новости дня'],
  ['koi8-r', 'Новости дня'],
  ['iso-8859-5', 'Новости дня'],
  ['windows-1255', 'חדשות היום'],
  ['windows-1253', 'Ελληνικά νέα'],
  ['windows-1254', 'Günün şehir haberleri'],
  ['iso-8859-2', 'Zprávy ze světa'],
  ['big5', '港口新聞'],
  ['gb18030', '港口新闻'],
  ['gbk', '港口新闻'],
  ['shift_jis', '港のニュース'],
  ['euc-jp', '港のニュース'],
  ['euc-kr', '항구 뉴스'],
  ['tis-620', 'ข่าววันนี้'],
])('a declared %s is believed', (label, text) => {
  const xml = declared(label, text)
  const { text: read, encodingFrom, tally } = decode(iconv.encode(xml, label))
  expect({ read, encodingFrom, repairs: tally.size }).toEqual({
    read: xml,
    encodingFrom: 'declaration',
    repairs: 0,
  })
})

const cyrillic = 'Президент подписал закон о бюджете на следующий год, документ опубликован сегодня'
const arabic = 'بدأت القمة صباح اليوم في العاصمة السعودية الرياض بمشاركة واسعة من قادة الدول العربية'

test.each([
  [
    'a byte order mark before all else',
    Buffer.from(`\ufeff${declared('iso-8859-1', 'é')}`),
    'text/xml; charset=big5',
    'utf-8',
    'bom',
  ],
  [
    'a charset of HTTP before the declaration',
    iconv.encode(declared('iso-8859-1', 'дня'), 'windows-1251'),
    'text/xml; charset="windows-1251"',
    'windows-1251',
    'http',
  ],
  [
    'the declaration before the default',
    iconv.encode(declared('windows-1252', 'é'), 'windows-1252'),
    'text/xml',
    'windows-1252',
    'declaration',
  ],
  [
    'a declaration where HTTP lies',
    iconv.encode(declared('windows-1251', cyrillic), 'windows-1251'),
    'text/xml; charset=utf-8',
    'windows-1251',
    'declaration',
  ],
  [
    'UTF-8 where all say Latin-1',
    Buffer.from(declared('iso-8859-1', 'Ελληνικά')),
    'text/xml; charset=iso-8859-1',
    'utf-8',
    'detected',
  ],
  [
    'UTF-8 where a wide encoding is declared',
    Buffer.from(declared('utf-16', 'x')),
    undefined,
    'utf-8',
    'detected',
  ],
  [
    'UTF-8 where an unknown encoding is declared',
    Buffer.from(declared('x-none', 'é')),
    undefined,
    'utf-8',
    'detected',
  ],
  ['UTF-8 where GBK is declared', Buffer.from(declared('gbk', '港口新闻')), undefined, 'utf-8', 'detected'],
  ['UTF-8 where nothing is', Buffer.from('<rss/>'), undefined, 'utf-8', 'default'],
  [
    'letters of Cyrillic',
    iconv.encode(`<rss>${cyrillic}</rss>`, 'windows-1251'),
    undefined,
    'windows-1251',
    'detected',
  ],
  [
    'letters of Arabic',
    iconv.encode(declared('utf-8', arabic), 'windows-1256'),
    undefined,
    'windows-1256',
    'detected',
  ],
  ['zeros between letters', iconv.encode('<rss>x</rss>', 'utf-16be'), undefined, 'utf-16be', 'detected'],
  [
    'three zeros between letters',
    iconv.encode('<rss>x</rss>', 'utf-32le'),
    undefined,
    'utf-32le',
    'detected',
  ],
] as const)('%s tells the encoding', (_, bytes, contentType, encoding, encodingFrom) => {
  expect(decode(bytes, contentType)).toMatchObject({ encoding, encodingFrom })
})

test.each([
  ['windows-1251', cyrillic],
  ['windows-1256', arabic],
])('%s that is called Latin-1 is found out', (encoding, text) => {
  const { encoding: found, text: read } = decode(iconv.encode(declared('iso-8859-1', text), encoding))
  expect({ found, read }).toEqual({ found: encoding, read: declared('iso-8859-1', text) })
})

test.each([
  ['windows-1252', 'Événement à Québec: l’été où naît l’île, déçu'],
  ['windows-1252', 'Þjóðhátíð í Vestmannaeyjum hófst í gærkvöldi'],
])('%s in a language full of accents is believed', (encoding, text) => {
  expect(decode(iconv.encode(declared(encoding, text), encoding))).toMatchObject({
    encoding,
    encodingFrom: 'declaration',
  })
})

test.each(['shift_jis', 'utf-8', 'gb18030'])(
  'a document in %s that is cut amid a character keeps its encoding',
  encoding => {
    const bytes = iconv.encode(declared(encoding, '港港港港港港'), encoding)
    const cut = bytes.subarray(0, bytes.length - '</title></channel></rss>'.length - 1)
    expect(decode(cut)).toMatchObject({ encoding, encodingFrom: 'declaration' })
  },
)

test.each([
  ['utf-16le', '\ufeffعريض <rss/>'],
  ['utf-16be', '\ufeffعريض <rss/>'],
  ['utf-32le', '\ufeffعريض 🙂 <rss/>'],
  ['utf-32be', '\ufeffعريض 🙂 <rss/>'],
])('%s with its mark is read', (label, text) => {
  expect(decode(iconv.encode(text, label)).text).toBe(text.slice(1))
})

test('UTF-8 with a broken byte stays UTF-8, and the byte is counted', () => {
  const bytes = Buffer.concat([Buffer.from(declared('utf-8', 'عريض وطويل')), Buffer.of(0xd8)])
  const { encoding, text, tally } = decode(bytes)
  expect({ encoding, tail: text.slice(-3), broken: tally.get('undecodable-bytes') }).toEqual({
    encoding: 'utf-8',
    tail: 's>\ufffd',
    broken: 1,
  })
})

test('UTF-8 is read as it is, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(decode(Buffer.from(`<rss>${text}`)).text).toBe(`<rss>${text}`)
    }),
  )
})

test('any bytes are decoded', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 40 }), (bytes, contentType) => {
      expect(typeof decode(bytes, contentType).text).toBe('string')
    }),
  )
})
