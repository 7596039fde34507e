import { Parser } from 'htmlparser2'
import type { Markup } from '../../../src/serve/pages/layout.ts'

export type Element = { name: string; attributes: Record<string, string>; text: string }

const VOID = new Set(['meta', 'link', 'img', 'br', 'hr', 'input'])

/** Reads a page back: its elements in order with all text inside them, and those that were not closed by themselves. */
export async function outline(markup: Markup): Promise<{ elements: Element[]; unclosed: string[] }> {
  const elements: Element[] = []
  const unclosed: string[] = []
  const open: Element[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' }
      elements.push(element)
      open.push(element)
    },
    ontext(text) {
      for (const element of open) element.text += text
    },
    onclosetag(name, implied) {
      open.pop()
      if (implied && !VOID.has(name)) unclosed.push(name)
    },
  })
  parser.write(String(await markup))
  parser.end()
  return { elements, unclosed }
}

/** The elements of a name, in order. */
export async function all(markup: Markup, name: string): Promise<Element[]> {
  return (await outline(markup)).elements.filter(element => element.name === name)
}

/** Where each link leads, by its text. */
export async function links(markup: Markup): Promise<Record<string, string>> {
  const anchors = await all(markup, 'a')
  return Object.fromEntries(anchors.map(({ text, attributes }) => [text.trim(), attributes.href ?? '']))
}
