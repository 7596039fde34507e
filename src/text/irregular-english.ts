/** Verbs of which no ending makes the past; the forms in -s and -ing are regular where none is given. */
const VERBS = `
  arise arose arisen, awake awoke, be is are was were been being, bear bore born borne, beat beaten,
  become became, begin began begun, bend bent, bind bound, bite bit bitten, bleed bled, blow blew blown,
  break broke broken, breed bred, bring brought, broadcast broadcasting, build built, buy bought,
  cast casting, catch caught, choose chose chosen, come came, cost costing, creep crept, cut cutting,
  deal dealt, die died dying, dig dug, do does did done, draw drew drawn, drink drank drunk,
  drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found,
  flee fled, fly flew flown flies, forbid forbade forbidden, forget forgot forgotten,
  forgive forgave forgiven, freeze froze frozen, get got gotten, give gave given, go goes went gone,
  grow grew grown, hang hung, have has had, hear heard, hide hid hidden, hit hitting, hold held,
  hurt hurting, keep kept, know knew known, lay laid, lead led, leave left, lend lent, let letting,
  lie lay lain lied lying, lose lost, make made, mean meant, meet met, overthrow overthrew overthrown,
  pay paid, prove proved proven, put putting, quit quitting, ride rode ridden, ring rang rung,
  rise rose risen, run ran, say said, see saw seen, seek sought, sell sold, send sent, set setting,
  shake shook shaken, shine shone, shoot shot, show showed shown, shut shutting, sing sang sung,
  sink sank sunk, sit sat, sleep slept, speak spoke spoken, spend spent, spin spun, split splitting,
  spread spreading, spring sprang sprung, stand stood, steal stole stolen, stick stuck,
  strike struck stricken, swear swore sworn, sweep swept, swim swam swum, swing swung, take took taken,
  teach taught, tear tore torn, tell told, think thought, throw threw thrown, tie tied tying,
  undergo underwent undergone, understand understood, wear wore worn, weep wept, win won, wind wound,
  withdraw withdrew withdrawn, write wrote written
`

/** Nouns of which no ending makes the plural; those that stand alone have no other form. */
const NOUNS = `
  alumnus alumni, analysis analyses, anything, appendix appendices, axis axes, bacterium bacteria,
  basis bases, businessman businessmen, businesswoman businesswomen, cactus cacti, calf calves,
  cargo cargoes, chairman chairmen, child children, congressman congressmen, crisis crises,
  criterion criteria, datum data, diagnosis diagnoses, echo echoes, economics, elf elves, embargo embargoes,
  emphasis emphases, evening evenings, everything, fisherman fishermen, foot feet, fungus fungi, goose geese,
  gunman gunmen, half halves, headquarters, hero heroes, hypothesis hypotheses, index indices indexes,
  knife knives, leaf leaves, life lives, loaf loaves, man men, matrix matrices, medium media,
  memorandum memoranda, mosquito mosquitoes, mouse mice, news, nothing, nucleus nuclei, oasis oases, ox oxen,
  parenthesis parentheses, person people persons, phenomenon phenomena, physics, policeman policemen,
  politics, potato potatoes, referendum referenda referendums, self selves, series, serviceman servicemen,
  shelf shelves, something, species, spokesman spokesmen, spokesperson spokespeople, spokeswoman spokeswomen,
  stadium stadia stadiums, thesis theses, thief thieves, tomato tomatoes, tooth teeth, tornado tornadoes,
  torpedo torpedoes, veto vetoes vetoed, volcano volcanoes, wife wives, wolf wolves, woman women
`

/** The irregular forms of an English word, its base first. */
export type Family = { forms: readonly string[]; isVerb: boolean }

/** By each form the families that it is of: found is of find, and left of leave. */
export const IRREGULAR: ReadonlyMap<string, readonly Family[]> = byForm([
  ...read(VERBS, true),
  ...read(NOUNS, false),
])

function read(list: string, isVerb: boolean): Family[] {
  return list.split(',').map(line => ({ forms: line.trim().split(' '), isVerb }))
}

function byForm(families: Family[]): Map<string, Family[]> {
  const found = new Map<string, Family[]>()
  for (const family of families)
    for (const form of new Set(family.forms)) found.set(form, [...(found.get(form) ?? []), family])
  return found
}
