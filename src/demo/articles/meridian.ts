import type { SampleArticle } from '../sample-outlet.ts'

/** The Meridian Post: an international paper, measured in tone. It has the newest article of all. */
export const meridian: SampleArticle[] = [
  {
    id: 'meridian/a-satellite-that-counts-drops',
    minutesAgo: 0,
    title: 'A satellite that counts drops: Hudhud-3 begins its watch over water and crops',
    summary:
      'Launched from a floating platform in the Indian Ocean, the Hudhud-3 satellite is in orbit and talking to its makers at the Joint Space Authority. Farmers will have its measurements free of charge.',
    paragraphs: [
      'For seventeen minutes nobody at the ground station in Sindian spoke. Then a line on a screen moved, and the Hudhud-3 satellite, six years in the making, was in orbit.',
      'The satellite carries a thermal camera that measures soil moisture and the level of reservoirs every other day, from a height of 540 kilometres. The Joint Space Authority has promised the data to farmers free of charge.',
      '“The next phase is calibration,” said Reem al-Attar, who runs the project. “Then the real work starts.” First images are expected in three weeks.',
    ],
    author: 'Jonas Whitfield',
    categories: ['Science', 'Space'],
    picture: 'night',
  },
  {
    id: 'meridian/valdria-verdict',
    minutesAgo: 62,
    title: 'Valdria’s voters humble Kempf and hand the Green Coast the balance of power',
    summary:
      'Dario Kempf’s National Accord has slipped to 31 percent in Valdria’s parliamentary election, behind Ilse Torvan’s Civic Alliance. Green Coast, a party of harbour towns, may choose the next prime minister.',
    paragraphs: [
      'In the old customs house in Kesten, where the Green Coast party watched the results, the cheering began before the numbers were complete. With 19 seats in a parliament of 150, a movement of harbour towns will probably decide who governs Valdria.',
      'Ilse Torvan’s Civic Alliance leads with 38 percent. Prime Minister Dario Kempf’s National Accord, in office for nine years, has 31 and no obvious partner.',
      'Turnout was 71 percent, the highest in a generation.',
    ],
    author: 'Sofia Marchetti',
    categories: ['World', 'Elections'],
    picture: 'city',
  },
  {
    id: 'meridian/adeyo-shield',
    minutesAgo: 290,
    title: 'Adeyo the hero as Marlow Rovers win Continental Shield on penalties',
    summary:
      'Goalkeeper Tom Adeyo saved twice in the shootout as Marlow Rovers beat Kesten United 4–3 on penalties to win the Continental Shield. The final had ended 1–1 after extra time.',
    author: 'Ben Okafor',
    categories: ['Sport', 'Football'],
    picture: 'pitch',
  },
  {
    id: 'meridian/quarter-point',
    minutesAgo: 455,
    title: 'A quarter of a point, and a signal: Valdria’s central bank starts to ease',
    summary:
      'The central bank of Valdria has cut interest rates to 3.25 percent, its first cut in three years. Economists expect two more before the year is out if inflation stays near target.',
    author: 'Sofia Marchetti',
    categories: ['Economy'],
  },
  {
    id: 'meridian/wenna-eastmere',
    minutesAgo: 960,
    title: 'Eastmere counts the cost of Storm Wenna as power returns street by street',
    summary:
      'Engineers have reconnected half of the 30,000 homes that lost power in Eastmere when Storm Wenna brought gusts of 120 km/h and flooded low-lying streets.',
    author: 'Ben Okafor',
    categories: ['World', 'Weather'],
  },
  {
    id: 'meridian/coral-link',
    minutesAgo: 1210,
    title: 'How a crew of 60 mended the Coral Link cable and put the Skerrin Islands back online',
    summary:
      'Eight days after an anchor tore the Coral Link undersea cable, a repair ship has spliced it at a depth of 90 metres. For the Skerrin Islands it means the return of full internet service.',
    author: 'Jonas Whitfield',
    categories: ['Technology'],
    picture: 'sea',
  },
  {
    id: 'meridian/taliban-moscow',
    minutesAgo: 1655,
    title: 'Trade first: Taliban delegation and Russia open talks in Moscow',
    summary:
      'A Taliban delegation is in Moscow for two days of talks on trade, transit and energy. Russia says that it wants practical relations with Kabul; a second round follows there next month.',
    author: 'Sofia Marchetti',
    categories: ['World', 'Diplomacy'],
  },
  {
    id: 'meridian/night-trains',
    minutesAgo: 1840,
    title: 'The slow return of the night train',
    summary:
      'Sleeper services vanished from timetables a decade ago. Now new carriages are on order, bookings are full for months, and the breakfast is said to be worth waking up for.',
    author: 'Clara Voss',
    categories: ['Long read', 'Travel'],
    picture: 'mountains',
  },
  {
    id: 'meridian/glacier-sounds',
    minutesAgo: 2270,
    title: 'Scientists learn to hear a glacier melt',
    summary:
      'Microphones frozen into an alpine glacier have recorded the tiny pops of escaping air. Researchers say that the sound tells how fast the ice is thinning, more cheaply than radar.',
    author: 'Jonas Whitfield',
    categories: ['Science', 'Climate'],
    picture: 'mountains',
  },
  {
    id: 'meridian/bell-returned',
    minutesAgo: 2880,
    title: 'Museum returns a ship’s bell, 140 years late',
    summary:
      'A museum has returned a bronze bell to the fishing village that lent it for a season in the nineteenth century. The loan slip was found behind a cabinet.',
    categories: ['Culture'],
  },
]
