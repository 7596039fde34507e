import { describe, expect, test } from 'vitest'
import { chooseLead, type LeadArticle, type LeadRule } from '../../src/group/lead.ts'

const article = (id: number, outletId: string, eventAt: number, length: number): LeadArticle => ({
  id,
  outletId,
  eventAt,
  title: 'Title',
  summary: 'x'.repeat(length),
})
const short = article(1, 'gazette', 20, 100)
const early = article(2, 'herald', 10, 120)
const full = article(3, 'courier', 30, 900)
const all = [short, early, full]

describe('the lead', () => {
  test.each<[string, LeadRule, number | undefined, number]>([
    ['is the earliest article', 'first', undefined, 2],
    ['stays when an article with an earlier date comes late', 'first', 1, 1],
    ['is chosen anew when it is no longer among the articles', 'first', 99, 2],
    ['is the article that says most', 'fullest', undefined, 3],
    ['gives way to one that says much more', 'fullest', 2, 3],
    ['is of the first outlet in the order', ['gazette', 'courier'], undefined, 1],
    ['gives way to an outlet that is named before its own', ['gazette', 'courier'], 3, 1],
    ['is the earliest where no outlet is named', ['tribune'], undefined, 2],
  ])('%s', (_, rule, current, expected) => {
    expect(chooseLead(all, rule, current)).toBe(expected)
    expect(chooseLead(all.toReversed(), rule, current)).toBe(expected)
  })

  test('does not change for an article that says a little more', () => {
    expect(chooseLead([short, early], 'fullest', 1)).toBe(1)
  })

  test.each<[string, LeadRule]>([
    ['first', 'first'],
    ['fullest', 'fullest'],
    ['an outlet order', ['courier', 'gazette']],
  ])('chosen by %s never returns to one that it left', (_, rule) => {
    let current: number | undefined
    const led: number[] = []
    for (let n = 1; n <= all.length; n++) {
      current = chooseLead(all.slice(0, n), rule, current)
      if (led.at(-1) !== current) led.push(current)
      expect(chooseLead(all.slice(0, n), rule, current)).toBe(current)
    }
    expect(new Set(led).size).toBe(led.length)
  })
})
