import type { SampleArticle } from '../sample-outlet.ts'

/** The Evening Lantern: a small evening paper, fond of its town; world news is agency copy. */
export const lantern: SampleArticle[] = [
  {
    id: 'lantern/valdria-count',
    minutesAgo: 41,
    title: 'Opposition leads Valdria election, early results show',
    summary:
      'KESTEN (Northwire) — Valdria’s opposition Civic Alliance led the parliamentary election with 38 percent of the vote, early results showed, ahead of Prime Minister Dario Kempf’s National Accord on 31 percent.',
    author: 'Northwire',
    categories: ['World'],
  },
  {
    id: 'lantern/we-won-the-shield',
    minutesAgo: 320,
    title: 'WE WON IT! Rovers bring the Continental Shield home to Port Marlow',
    summary:
      'Grown men wept on Harbour Street as Marlow Rovers won the Continental Shield on penalties against Kesten United. Two saves by keeper Tom Adeyo settled a shootout that finished 4–3.',
    paragraphs: [
      'The chip shop on Harbour Street ran out of chips at half past ten, and nobody complained. Marlow Rovers have won the Continental Shield for the first time in their 112 years.',
      'Kesten United scored first, Luca Brandt levelled, and after extra time it came down to penalties. Tom Adeyo saved two of them. The final score of the shootout was 4–3, and the church bells joined in.',
    ],
    author: 'Dot Hargreave',
    categories: ['Sport'],
    picture: 'pitch',
  },
  {
    id: 'lantern/islanders-cheer-ferries',
    minutesAgo: 600,
    title: 'Islanders cheer as Skerrin ferry strike is called off',
    summary:
      'After nine days without a boat, the Skerrin Islands will see their ferry again in the morning. Crews have accepted a 6.5 percent pay rise, and the union has called off the strike.',
    author: 'Dot Hargreave',
    categories: ['Local'],
    picture: 'sea',
  },
  {
    id: 'lantern/library-ceiling',
    minutesAgo: 1460,
    title: 'Look up! Central Library’s hidden ceiling is the star of reopening day',
    summary:
      'Children lay on their backs on the floor of Port Marlow’s Central Library to see the painted ceiling that restorers found under the boards. The building had been closed for three years.',
    author: 'Winifred Shaw',
    categories: ['Local', 'Books'],
  },
  {
    id: 'lantern/harbour-hour',
    minutesAgo: 1580,
    title: 'Listen: The Harbour Hour on fog, foghorns and the people who miss them',
    summary:
      'In this week’s recording, a retired lighthouse keeper explains why the last foghorn on the coast was tuned to a low B flat.',
    author: 'Winifred Shaw',
    categories: ['Podcast'],
    audio: true,
  },
  {
    id: 'lantern/tortoise-found',
    minutesAgo: 1820,
    title: 'Tortoise missing for two years found four gardens away',
    summary:
      'Gladstone, a tortoise of about 60, has been found behind a compost heap in Mill Lane. His owner says he looks well and shows no remorse.',
    author: 'Dot Hargreave',
    categories: ['Local', 'Animals'],
  },
  {
    id: 'lantern/saffron-bun',
    minutesAgo: 2120,
    title: 'Quay Street bakery takes national prize for its saffron bun',
    summary:
      'The judges called it “a bun with a past”. Baker Ines Duarte says the recipe came from her great-aunt and that the secret is patience.',
    categories: ['Food'],
  },
  {
    id: 'lantern/harbour-swim',
    minutesAgo: 2460,
    title: 'Record crowd for the cold harbour swim',
    summary:
      'Six hundred and twelve people jumped into the harbour at a water temperature of nine degrees and raised £31,000 for the lifeboat.',
    author: 'Dot Hargreave',
    categories: ['Local'],
    picture: 'sea',
  },
  {
    id: 'lantern/film-lighthouse-keepers',
    minutesAgo: 2750,
    title: 'Film review: “The Last Two Keepers” is a small film with a big lamp',
    summary:
      'Two men, one lighthouse and ninety minutes of very good silence. Four stars, and bring a jumper.',
    author: 'Winifred Shaw',
    categories: ['Film'],
  },
]
