import type { SampleArticle } from '../sample-outlet.ts'

/** The Harbour Courier: a regional daily. Its text has the `&`, dashes and pounds that its feed gets wrong. */
export const courier: SampleArticle[] = [
  {
    id: 'courier/torvan-ahead-in-valdria',
    minutesAgo: 80,
    title: 'Torvan’s Civic Alliance ahead as Valdria counts its votes',
    summary:
      'Ilse Torvan’s Civic Alliance leads the parliamentary election in Valdria with 38 per cent of the vote, early results show, ahead of prime minister Dario Kempf’s National Accord on 31. Neither can govern alone.',
    paragraphs: [
      'Voters in Valdria have turned towards the opposition, early results of the parliamentary election suggest, with Ilse Torvan’s Civic Alliance on 38 per cent & the National Accord of prime minister Dario Kempf on 31.',
      'Turnout reached 71 per cent, the highest in two decades — polling stations in the capital, Kesten, stayed open an extra hour to clear the queues.',
      'With neither party near a majority in the 150-seat chamber, the Green Coast list and its 19 seats may decide who forms the next government.',
    ],
    author: 'Priya Nandakumar',
    categories: ['World', 'Politics'],
    picture: 'city',
  },
  {
    id: 'courier/rovers-lift-shield',
    minutesAgo: 305,
    title: 'Rovers lift the Continental Shield after shootout drama in Kesten',
    summary:
      'Marlow Rovers are Continental Shield champions. Tom Adeyo saved two penalties as the Rovers beat Kesten United 4–3 in a shootout after a 1–1 draw in the final.',
    paragraphs: [
      'It took 120 minutes, ten penalties & two saves that will be retold in Port Marlow for years. The Rovers have won the Continental Shield, and the open-top bus leaves Harbour Park at noon.',
      'Kesten United had led through an early header before Luca Brandt’s equaliser forced extra time — and then Tom Adeyo, a doubt all week with a sore wrist, guessed right twice in the shootout.',
      '“I don’t remember the saves,” the goalkeeper said. “I remember the noise.”',
    ],
    author: 'Callum Reyes',
    categories: ['Sport', 'Football'],
    picture: 'pitch',
  },
  {
    id: 'courier/valdria-cuts-rates',
    minutesAgo: 480,
    title: 'Valdria’s central bank cuts interest rates for the first time in three years',
    summary:
      'Borrowers in Valdria were handed some relief as the central bank cut its key interest rate by a quarter of a point to 3.25 per cent — the first reduction in three years — & hinted at more to come.',
    author: 'Northwire',
    categories: ['Business'],
  },
  {
    id: 'courier/skerrin-ferries-resume',
    minutesAgo: 622,
    title: 'Ferries to the Skerrin Islands to sail again as crews end nine-day strike',
    summary:
      'Ferries between Port Marlow & the Skerrin Islands will resume with the morning tide after 240 crew members voted to accept a 6.5 per cent pay rise, ending a strike that had lasted nine days.',
    paragraphs: [
      'The horns sounded twice on the quay when the result came in: crews of the Skerrin Islands ferries had voted to end their nine-day strike, accepting a pay rise of 6.5 per cent & a promise of longer rest between shifts.',
      'Island shops had been rationing fresh milk for a week. “We’ll have bananas by lunchtime,” said Morag Tennant, who runs the store on Little Skerrin. “I may cry.”',
      'The company, which carries 400,000 passengers a year, said a full timetable would be back within two days.',
    ],
    author: 'Edith Lowry',
    categories: ['Local', 'Transport'],
    picture: 'sea',
  },
  {
    id: 'courier/wenna-batters-eastmere',
    minutesAgo: 985,
    title: 'Storm Wenna leaves 30,000 homes in the dark across Eastmere',
    summary:
      'Some 30,000 homes in Eastmere lost power as Storm Wenna brought gusts of 120 km/h, felled trees & flooded low-lying streets. Trains were suspended; no serious injuries were reported.',
    author: 'Edith Lowry',
    categories: ['Weather'],
    picture: 'river',
  },
  {
    id: 'courier/central-library-reopens',
    minutesAgo: 1500,
    title: 'Central Library opens its doors again after £14m restoration',
    summary:
      'Port Marlow’s Central Library has reopened after a three-year, £14m restoration that uncovered a painted ceiling hidden since 1931. Four thousand people came through the doors on the first morning.',
    paragraphs: [
      'They queued round the block in the drizzle & nobody seemed to mind. Port Marlow’s Central Library is open again, three years and £14m after the scaffolding went up.',
      'The surprise is overhead: a painted ceiling of gulls and constellations, boarded over in 1931 & forgotten until a restorer lifted the first panel.',
    ],
    author: 'Priya Nandakumar',
    categories: ['Local', 'Culture'],
    picture: 'city',
  },
  {
    id: 'courier/rents-and-rates',
    minutesAgo: 1760,
    title: 'Rents & rates: harbour traders ask the council for breathing space',
    summary:
      'Forty traders on the old quay have asked the council to freeze rents & business rates for a year, saying footfall has not recovered since the road works — the council will reply next month.',
    author: 'Edith Lowry',
    categories: ['Local', 'Business'],
  },
  {
    id: 'courier/seahorses-in-the-bay',
    minutesAgo: 2080,
    title: 'Seahorses return to Marlow Bay, divers say',
    summary:
      'Volunteer divers have counted 46 spiny seahorses in the eelgrass of Marlow Bay, where none had been seen for eleven years.',
    author: 'Callum Reyes',
    categories: ['Environment'],
    picture: 'sea',
  },
  {
    id: 'courier/chess-champion-at-twelve',
    minutesAgo: 2420,
    title: 'Twelve-year-old wins county chess title & asks for a bigger board',
    summary:
      'Amina Osei, 12, beat three former champions on her way to the county chess title. Her prize money — £200 — is going on “a proper board, with heavy pieces”.',
    categories: ['Local', 'Chess'],
  },
  {
    id: 'courier/night-buses',
    minutesAgo: 2810,
    title: 'Night buses to run until three in summer trial',
    summary:
      'Buses on four routes will run until three in the morning in a ten-week trial aimed at shift workers.',
    categories: ['Local', 'Transport'],
  },
]
