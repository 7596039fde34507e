import { expect, test } from 'vitest'
import { matchStory, prepare } from '../../src/query/match.ts'
import { parseQuery } from '../../src/query/parse.ts'
import { article, matches, type Text } from './matching.ts'

/** Rule, query, article, whether it matches. */
type Row = [string, string, Text, boolean]

const operators: Row[] = [
  ['all words are required', 'taliban russia', 'Taliban visit Russia', true],
  ['and none may lack', 'taliban russia', 'Taliban visit China', false],
  ['AND may be written', 'taliban AND russia', 'Taliban visit Russia', true],
  ['OR takes either', 'russia OR china', 'Taliban visit China', true],
  ['and both', 'russia OR china', 'Russia, China', true],
  ['and not neither', 'russia OR china', 'Taliban visit India', false],
  ['AND binds before OR: left', 'a b OR c', 'c', true],
  ['AND binds before OR: right', 'a OR b c', 'a', true],
  ['AND binds before OR: a part of an AND is not enough', 'a OR b c', 'c', false],
  ['NOT binds before AND', 'NOT a b', 'b', true],
  ['NOT takes the next word only', 'NOT a b', 'c', false],
  ['parentheses come first', '(a OR b) c', 'a', false],
  ['- excludes', 'taliban -cricket', 'Taliban cricket team', false],
  ['- lets the rest be', 'taliban -cricket', 'Taliban government', true],
  ['NOT excludes', 'taliban NOT cricket', 'Taliban cricket team', false],
  ['a group can be excluded', 'a -(b OR c)', 'a c', false],
  ['all of a group', 'a -(b c)', 'a b', true],
  ['a phrase can be excluded', 'taliban -"cricket team"', 'Taliban cricket', true],
  ['a field can be excluded', 'taliban -title:cricket', { title: 'Taliban', text: 'cricket' }, true],
  ['- inside a word is a hyphen', 'anti-war', 'antiwar', false],
  ['a typographic minus excludes', 'taliban −cricket', 'Taliban cricket', false],
  ['two negations are none', 'NOT NOT taliban', 'Taliban', true],
  ['and as -', '-(-taliban)', 'Taliban', true],
  ['lower-case or is a word', 'russia or china', 'Russia, China', false],
  ['and is found as one', 'russia or china', 'Russia or China', true],
  ['an operator between quotes is a word', '"OR"', 'either or', true],
  ['* alone is everything', '*', '', true],
  ['everything but', '* -cricket', 'Taliban', true],
  ['not what is excluded', '* -cricket', 'cricket', false],
  ['groups go inside groups', '((a OR b) (c OR d)) -e', 'b d', true],
  ['right-to-left marks around operators are nothing', '\u200fطالبان \u200fOR\u200f روسيا', 'روسيا', true],
  ['and before a minus', 'طالبان \u200f-روسيا', 'طالبان روسيا', false],
  ['and behind it', 'طالبان -\u200fروسيا', 'طالبان روسيا', false],
  ['and behind a field', 'title:\u200fطالبان', 'طالبان', true],
  ['and behind a *', 'طالب*\u200f', 'طالبان', true],
  ['and behind the quotes of a distance', '"طالبان روسيا"\u200f~5', 'طالبان وروسيا', true],
]

const wholeWords: Row[] = [
  ['whole words, not parts', 'art', 'Party', false],
  ['not the beginning', 'Talib', 'Taliban', false],
  ['case is folded', 'TALIBAN', 'Taliban', true],
  ['accents are folded', 'elysee', 'l’Élysée', true],
  ['in the query too', 'Élysée', 'Elysee', true],
  ['ß is ss', 'strasse', 'Straße', true],
  ['Turkish i', 'istanbul', 'İSTANBUL', true],
  ['a hyphen hides no word', 'taliban', 'anti-Taliban fighters', true],
  ['nor the other one', 'led', 'US-led talks', true],
  ['a non-breaking hyphen neither', 'led', 'US\u2011led talks', true],
  ['a dash neither', 'russia', 'talks—Russia', true],
  ['a possessive hides no word', 'russia', 'Russia’s army', true],
  ['a straight one neither', 'russia', "Russia's army", true],
  ['nor that of a plural', 'workers', "workers' rights", true],
  ['a possessive in the query', "russia's army", 'Russia’s army', true],
  ['an elided article hides no word', 'Iran', 'l’Iran', true],
  ['a contraction is one word', 'don', "don't", false],
  ['found with either apostrophe', "don't", 'don’t', true],
  ['C++ is a word', 'C++', 'The C++ language', true],
  ['at the end of a sentence', 'C++', 'Written in C++.', true],
  ['C is another one', 'C', 'The C++ language', false],
  ['and C++ is not C', 'C++', 'The C language', false],
  ['C# is a word', 'C#', 'C# 14', true],
  ['G7 is a word', 'G7', 'G7 summit', true],
  ['not G70', 'G7', 'G70', false],
  ['U.S. is found', 'U.S.', 'The U.S. said', true],
  ['before a hyphen', 'U.S.', 'U.S.-led talks', true],
  ['without the last dot', 'U.S', 'The U.S. said', true],
  ['as US too', 'U.S.', 'US troops', true],
  ['but not as us', 'U.S.', 'let us go', false],
  ['US finds U.S.', 'US', 'The U.S. said', true],
  ['covid-19 is found', 'covid-19', 'COVID-19 cases', true],
  ['with a space', 'covid-19', 'Covid 19', true],
  ['and is not covid without 19', 'covid-19', 'covid in 2019', false],
  ['nor any word but 19', 'covid -19', 'covid cases', true],
  ['a soft hyphen hides no word', 'afghanistan', 'Afghan\u00adistan', true],
  ['an ampersand parts words', 'AT&T', 'AT&T deal', true],
  ['groups of digits are one number', '1000', '1,000 dead', true],
  ['5 is no part of 3.5', '5', '3.5 percent', false],
  ['a decimal is found', '3.5', '3.5 percent', true],
  ['a word without its diacritics in Vietnamese', 'Ha Noi', 'Hà Nội', true],
  ['Cyrillic', 'москва', 'МОСКВА', true],
  ['Greek final sigma', 'ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς', true],
  ['Japanese is segmented', '東京', '東京で地震', true],
  ['a word cut otherwise is found', '東京都', '東京都で地震', true],
  ['a part of a word is not', '京', '東京で地震', false],
  ['Chinese', '中国', '中国和俄罗斯', true],
  ['Thai', 'ข่าว', 'ข่าววันนี้', true],
  ['Hindi vowels matter', 'दिन', 'दान', false],
]

const forms: Row[] = [
  ['a phrase is in order', '"foreign minister"', 'The foreign minister said', true],
  ['with nothing between', '"foreign minister"', 'foreign and prime minister', false],
  ['through a hyphen', '"foreign minister"', 'foreign-minister', true],
  ['not across blocks', '"foreign minister"', { text: 'It is foreign\nMinister says' }, false],
  ['not across fields', '"foreign minister"', { title: 'foreign', summary: 'minister' }, false],
  ['not across categories', 'category:"foreign minister"', { categories: ['foreign', 'minister'] }, false],
  ['in typographic quotes', '“foreign minister”', 'foreign minister', true],
  ['near one another', '"russia taliban"~5', 'Russia will soon host the Taliban', true],
  ['at the very distance', '"a b"~2', 'a x y b', true],
  ['past it', '"a b"~1', 'a x y b', false],
  ['in any order', '"b a"~2', 'a x y b', true],
  ['not across blocks', '"a b"~5', { text: 'a\nb' }, false],
  ['the nearest of several', '"a b"~1', 'a x x x a b', true],
  ['the same word twice', '"a a"~3', 'a x a', true],
  ['needs two', '"a a"~3', 'a x x', false],
  ['three words', '"a b c"~2', 'c x a x b', true],
  ['a beginning', 'talib*', 'Taliban', true],
  ['itself too', 'talib*', 'talib', true],
  ['not in the middle', 'lib*', 'Taliban', false],
  ['after a hyphen', 'covid-1*', 'covid-19', true],
  ['in a phrase', '"foreign min*"', 'foreign ministry', true],
  ['an exact form', '="Russia"', 'Russia', true],
  ['has its capitals', '="US"', 'let us go', false],
  ['and finds them', '="US"', 'US troops', true],
  ['with a possessive too', '="US"', 'the US’s troops', true],
  ['without capitals takes them', '="russia"', 'Russia', true],
  ['has its accents', '="expose"', 'exposé', false],
  ['an exact phrase', '="New York Times"', 'the New York Times', true],
  ['in no other spelling', '="New York Times"', 'new york times', false],
  ['inflected forms of English', '~attack', 'attacked', true],
  ['of a plural', '~companies', 'company', true],
  ['with a doubled letter', '~stop', 'stopping', true],
  ['no other words', '~attack', 'attacker', false],
  ['back from a doubled letter', '~stopping', 'stop', true],
  ['a letter doubled here and not there', '~travel', 'travelled', true],
  ['and there', '~travelled', 'traveling', true],
  ['an irregular past', '~strike', 'struck', true],
  ['and back', '~fought', 'fighting', true],
  ['an irregular plural', '~woman', 'women', true],
  ['and back', '~crises', 'crisis', true],
  ['-ying of -ie', '~die', 'dying', true],
  ['-eeing', '~see', 'seeing', true],
  ['of a short word', '~using', 'used', true],
  ['a form of two words is of both', '~lives', 'live', true],
  ['and', '~lives', 'life', true],
  ['a verbal noun has a plural', '~killing', 'killings', true],
  ['news is not more than one new', '~news', 'new', false],
]

const full: Text = {
  title: 'Taliban visit',
  summary: 'A short word',
  text: 'The long body\nSecond block',
  author: 'Jane Doe',
  categories: ['World news', 'Asia'],
  outletId: 'bbc-arabic',
  language: 'en-GB',
  url: 'https://www.bbc.com/arabic/world-news/sport-123?x=1',
  seenAt: Date.UTC(2025, 2, 10, 23, 30),
}
const fields: Row[] = [
  ['a bare word looks in the title', 'taliban', full, true],
  ['in the summary', 'short', full, true],
  ['in the body', 'second', full, true],
  ['not in the author', 'jane', full, false],
  ['not in the categories', 'asia', full, false],
  ['not in the outlet', 'bbc', full, false],
  ['not in the URL', 'sport', full, false],
  ['title:', 'title:taliban', full, true],
  ['title: only', 'title:body', full, false],
  ['text: is the body', 'text:body', full, true],
  ['and the summary', 'text:short', full, true],
  ['and not the title', 'text:taliban', full, false],
  ['author:', 'author:doe', full, true],
  ['author: as a phrase', 'author:"jane doe"', full, true],
  ['category:', 'category:asia', full, true],
  ['a word of a category', 'category:world', full, true],
  ['outlet:', 'outlet:bbc-arabic', full, true],
  ['outlet: whole', 'outlet:bbc', full, false],
  ['outlet: as a beginning', 'outlet:bbc*', full, true],
  ['outlet: in another case', 'outlet:BBC-Arabic', full, true],
  ['lang:', 'lang:en-gb', full, true],
  ['lang: takes its regions', 'lang:en', full, true],
  ['lang: and no other region', 'lang:en-US', full, false],
  ['lang: of another language', 'lang:ar', full, false],
  ['lang: where none is known', 'lang:en', 'x', false],
  ['url: is a host', 'url:www.bbc.com', full, true],
  ['and what is under it', 'url:bbc.com', full, true],
  ['not what ends like it', 'url:bc.com', full, false],
  ['not another host', 'url:bbc.co', full, false],
  ['or a part of a path', 'url:/arabic/', full, true],
  ['or words of it', 'url:sport', full, true],
  ['whole words', 'url:spor', full, false],
  ['not of the query string', 'url:x', full, false],
  ['or both', 'url:bbc.com/arabic', full, true],
  ['a path may begin inside', 'url:arabic/world', full, true],
  ['a host without a dot', 'url:localhost', { url: 'http://localhost:8080/x' }, true],
  ['the name of a file is no host', 'url:index.html', { url: 'https://x.com/a/index.html' }, true],
  ['the path then begins so', 'url:bbc.com/world-news', full, false],
  ['with a scheme', 'url:https://bbc.com/arabic/', full, true],
  [
    'an Arabic path, escaped or not',
    'url:/رياضة/',
    { url: 'https://x.com/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/1' },
    true,
  ],
  ['fields over groups', 'title:(taliban OR russia)', full, true],
  ['each in the field', 'title:(taliban body)', full, false],
  ['negation in a group', 'title:(taliban -body)', full, true],
  ['outlets in a group', 'outlet:(cnn OR bbc-arabic)', full, true],
  ['paths in a group', 'url:(/nowhere/ OR /arabic/)', full, true],
  ['addresses in a group', 'url:(https://a.com OR https://bbc.com)', full, true],
  ['field names in any case', 'Title:taliban', full, true],
  ['a phrase in a field', 'title:"taliban visit"', full, true],
  ['an exact form in a field', 'title:="Taliban"', full, true],
  ['a regular expression in a field', 'title:/tal.ban/', full, true],
  ['a time of day is no field', '10:30', 'at 10:30', true],
  ['after: the day itself', 'after:2025-03-10', full, true],
  ['after: a later day', 'after:2025-03-11', full, false],
  ['before: the day itself', 'before:2025-03-10', full, false],
  ['before: a later day', 'before:2025-03-11', full, true],
  ['after: a month', 'after:2025-03', full, true],
  ['before: a year', 'before:2025', full, false],
  ['after: a time', 'after:2025-03-10T23:00', full, true],
  ['dates in Arabic digits', 'after:٢٠٢٥-٠٣-١٠', full, true],
  ['after: where no time is known', 'after:2025', 'x', false],
]

const regexes: Row[] = [
  ['on folded text', '/tal[iy]ban/', 'TALIBAN', true],
  ['its letters folded', '/TALIBAN/', 'taliban', true],
  ['with an i that goes without saying', '/TALIBAN/i', 'taliban', true],
  ['in Arabic', '/طَالِب(ان|ة)/', 'طالبة', true],
  ['its hamzas folded', '/[أإ]يران/', 'إيران', true],
  ['its classes folded', '/[A-C]x/', 'bx', true],
  ['anywhere in a word', '/lib/', 'Taliban', true],
  ['\\b is the edge of a word', '/\\blib/', 'Taliban', false],
  ['\\b in Arabic', '/\\bطالب\\b/', 'طالبان', false],
  ['\\b at the end of the text', '/\\bطالبان\\b/', 'حركة طالبان', true],
  ['\\b inside a pattern', '/حركة\\b.\\bطالبان/', 'حركة طالبان', true],
  ['\\w is a letter of any script', '/^\\w+$/', 'طالبان', true],
  ['\\W is none', '/\\bحركة\\W+طالبان/', 'حركة "طالبان"', true],
  ['\\d is a digit of any script', '/\\d{4}/', 'عام ٢٠٢٥', true],
  ['\\S is no edge', '/\\ba\\S+\\b/', 'ab', true],
  ['a negated class is no edge', '/\\ba[^x]\\b/', 'a', false],
  ['$ after an edge', '/\\bab$/', 'x ab', true],
  ['a slash is escaped', '/a\\/b/', 'a/b', true],
  ['a slash in a class is not', '/a[/]b/', 'a/b', true],
  ['harakat before a sign are an empty element', '/كَ?تب/', 'كتب', true],
  ['properties', '/\\p{Arabic}+/', 'كتب', true],
  ['alternatives', '/^(?:a|b)c$/', 'bc', true],
  ['not across blocks', '/a\\sb/', { text: 'a\nb' }, false],
]

test.each([...operators, ...wholeWords, ...forms, ...fields, ...regexes])(
  '%s: %s in %o: %s',
  (_, query, text, expected) => {
    expect(matches(query, text)).toBe(expected)
  },
)

test('days are those of the site', () => {
  expect(matches('after:2025-03-11', full, { timezone: 'Asia/Dubai' })).toBe(true)
  expect(matches('after:2025-03-11', full, { timezone: 'America/New_York' })).toBe(false)
})

test.each([
  ['age:<2d', 47, true],
  ['age:<2d', 48, false],
  ['age:<=2d', 48, true],
  ['age:>2d', 49, true],
  ['age:>90m', 1, false],
  ['age:<1w', 167, true],
])('%s of an article seen %d hours ago: %s', (query, hours, expected) => {
  const now = Date.UTC(2025, 0, 10)
  expect(matches(query, { title: 'x', seenAt: now - hours * 3_600_000 }, {}, { now })).toBe(expected)
})

const story = { independentCount: 3, keywords: ['حركة طالبان', 'Russia'] }
test.each([
  ['outlets are counted', 'x outlets:>=3', true],
  ['more are asked for', 'x outlets:>3', false],
  ['fewer', 'x outlets:<4', true],
  ['as many', 'x outlets:=3', true],
  ['in Arabic digits', 'x outlets:>=٣', true],
  ['with the sign itself', 'x outlets:≥4', false],
  ['excluded', 'x -outlets:>=3', false],
  ['a keyword', 'x keyword:russia', true],
  ['a word of a keyword, with what is attached', 'x keyword:طالبان', true],
  ['no keyword', 'x keyword:china', false],
  ['not across keywords', 'x keyword:"طالبان russia"', false],
  ['either an article clause or a story clause', 'y OR keyword:russia', true],
  ['only story clauses', 'outlets:>=2', true],
])('story clauses: %s', (_, query, expected) => {
  expect(matches(query, 'x', {}, { story })).toBe(expected)
})

test.each([
  ['x outlets:>=3', true],
  ['x -outlets:>=3', true],
  ['x -(keyword:a y)', true],
  ['y outlets:>=3', false],
  ['y OR keyword:a', true],
])('without a story, %s tells whether the article could be in one', (query, expected) => {
  expect(matches(query, 'x')).toBe(expected)
})

test('a story is in a topic when one article alone satisfies all article clauses', () => {
  const query = parseQuery('a b -c outlets:>=2')
  const verdicts = (titles: string[], independentCount = 2) =>
    matchStory(
      query,
      titles.map(title => prepare(article(title))),
      { independentCount, keywords: [] },
    ).map(why => why !== null)
  expect(verdicts(['a b', 'a b c'])).toEqual([true, false])
  expect(verdicts(['a', 'b'])).toEqual([false, false])
  expect(verdicts(['a b'], 1)).toEqual([false])
})

const topics = new Map([
  ['taliban', 'طالبان OR taliban'],
  ['russia', '(روسيا OR russia) -cricket'],
  ['both', 'topic:taliban topic:russia'],
])
test.each([
  ['topic:taliban', 'Taliban', true],
  ['topic:taliban -russia', 'Taliban, Russia', false],
  ['topic:both', 'Taliban in Russia', true],
  ['topic:both', 'Taliban cricket in Russia', false],
  ['x -topic:taliban', 'x taliban', false],
  ['topic:(taliban OR russia)', 'Russia', true],
])('%s in %s: %s', (query, title, expected) => {
  expect(matches(query, title, { topics })).toBe(expected)
})
