import type { SampleArticle } from '../sample-outlet.ts'

/** Northwire: the English agency, terse and early, with an Arabic dispatch among its English ones. */
export const northwire: SampleArticle[] = [
  {
    id: 'northwire/hudhud-3-reaches-orbit',
    minutesAgo: 64,
    title: 'Hudhud-3 satellite reaches orbit after launch from sea platform',
    summary:
      'SINDIAN (Northwire) — The Joint Space Authority said its Hudhud-3 satellite, built to monitor water and crops, reached its 540-km orbit after launch from a floating platform in the Indian Ocean.',
    paragraphs: [
      'SINDIAN (Northwire) — The Joint Space Authority said its Hudhud-3 satellite reached its planned orbit of 540 km after launch from a floating platform in the Indian Ocean.',
      'Ground controllers received the first signals 17 minutes after lift-off. The 320-kg satellite will measure soil moisture and reservoir levels, with first images expected in three weeks.',
    ],
    author: 'Northwire',
    categories: ['science', 'space'],
    picture: 'night',
  },
  {
    id: 'northwire/valdria-early-results',
    minutesAgo: 95,
    title: 'Civic Alliance leads Valdria election with 38 pct, early results show',
    summary:
      'KESTEN (Northwire) — Valdria’s opposition Civic Alliance led the parliamentary election with 38 percent of the vote, early results showed, ahead of Prime Minister Dario Kempf’s National Accord on 31 percent.',
    paragraphs: [
      'KESTEN (Northwire) — Valdria’s opposition Civic Alliance led the parliamentary election with 38 percent of the vote, early results showed, ahead of Prime Minister Dario Kempf’s National Accord on 31 percent.',
      'The electoral commission put turnout at 71 percent with two thirds of ballots counted. Civic Alliance leader Ilse Torvan said she would open coalition talks with Green Coast.',
      'Kempf said he would wait for the full count.',
    ],
    author: 'Northwire',
    categories: ['politics', 'elections'],
  },
  {
    id: 'northwire/valdria-rate-cut',
    minutesAgo: 500,
    title: 'Valdria central bank cuts key interest rate to 3.25 pct',
    summary:
      'KESTEN (Northwire) — The central bank of Valdria cut its key interest rate by a quarter of a point to 3.25 percent, its first reduction in three years, and signalled further easing if inflation keeps slowing.',
    author: 'Northwire',
    categories: ['economy'],
  },
  {
    id: 'northwire/skerrin-strike-ends',
    minutesAgo: 640,
    title: 'Skerrin Islands ferry crews vote to end nine-day strike',
    summary:
      'PORT MARLOW (Northwire) — Crews of the Skerrin Islands ferries voted to end a nine-day strike after accepting a 6.5 percent pay rise, their union said. Sailings resume with the morning tide.',
    author: 'Northwire',
    categories: ['transport', 'labour'],
  },
  {
    id: 'northwire/storm-wenna-eastmere',
    minutesAgo: 1010,
    title: 'Storm Wenna cuts power to 30,000 homes in Eastmere',
    summary:
      'EASTMERE (Northwire) — Storm Wenna cut power to about 30,000 homes in Eastmere and halted rail services, with gusts of up to 120 km/h. No serious injuries were reported.',
    author: 'Northwire',
    categories: ['weather'],
    picture: 'river',
  },
  {
    id: 'northwire/coral-link-repaired',
    minutesAgo: 1250,
    title: 'Repair ship restores Coral Link undersea cable',
    summary:
      'PORT MARLOW (Northwire) — Engineers aboard a repair ship restored the Coral Link undersea cable, returning full internet service to the Skerrin Islands eight days after an anchor damaged it.',
    author: 'Northwire',
    categories: ['technology'],
    picture: 'sea',
  },
  {
    id: 'northwire/ar-moscow-talks',
    minutesAgo: 1690,
    language: 'ar',
    title: 'وفد طالبان يبدأ محادثات في موسكو وملفات التجارة والطاقة على الطاولة',
    summary:
      'موسكو (نورث واير) - بدأ وفد من طالبان محادثات مع مسؤولين في وزارة الخارجية الروسية تستمر يومين وتتناول التجارة والعبور والطاقة، وتتبعها جولة ثانية في كابل.',
    author: 'Northwire',
    categories: ['أفغانستان', 'روسيا'],
  },
  {
    id: 'northwire/taliban-moscow-talks',
    minutesAgo: 1695,
    title: 'Taliban delegation opens two days of talks in Moscow',
    summary:
      'MOSCOW (Northwire) — A Taliban delegation opened two days of talks at Russia’s foreign ministry on trade, transit and energy, with security on the agenda for the second day.',
    paragraphs: [
      'MOSCOW (Northwire) — A Taliban delegation opened two days of talks at Russia’s foreign ministry on trade, transit and energy, with security on the agenda for the second day.',
      'A deputy foreign minister leading the Russian side said Moscow sought “practical relations with Kabul”. A second round is to be held in Kabul next month.',
    ],
    author: 'Northwire',
    categories: ['diplomacy', 'Russia', 'Afghanistan'],
  },
  {
    id: 'northwire/river-data-accord',
    minutesAgo: 2180,
    title: 'Valdria and Sarmenia agree to share river data after week of talks',
    summary:
      'LAKE ORSA (Northwire) — Valdria and Sarmenia agreed to share measurements of the river that marks their border, ending a week of talks and a dispute over dams that had lasted twelve years.',
    author: 'Northwire',
    categories: ['diplomacy', 'water'],
  },
  {
    id: 'northwire/electric-seaplanes',
    minutesAgo: 2530,
    title: 'Island airline orders 20 electric seaplanes',
    summary:
      'PORT MARLOW (Northwire) — An island airline ordered 20 electric seaplanes with nine seats each, the largest such order to date, for routes of less than 150 km.',
    author: 'Northwire',
    categories: ['aviation'],
  },
]
