import type { Direction } from '../../model/article.ts'

const RTL_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/

/**
 * How a query is written: from right to left where it has a letter that is. Its first letters, which `dir="auto"` would
 * go by, are often those of a field, and «title:طالبان (روسيا OR موسكو)» would fall apart.
 */
export const queryDirection = (query: string): Direction => (RTL_LETTER.test(query) ? 'rtl' : 'ltr')
