import { SaxesParser } from 'saxes'

export type Element = { name: string; attributes: Record<string, string>; text: string; children: Element[] }

/** Reads a document as XML 1.0 with namespaces says, and throws at the first thing that is not well-formed. */
export function readXml(source: string): Element {
  const parser = new SaxesParser({ xmlns: true })
  const document: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [document]
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.values(attributes).map(({ name, value }) => [name, value])
    const element = { name, attributes: Object.fromEntries(values), text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(source).close()
  return document.children[0] as Element
}

/** Every element of that name, at any depth, in document order. */
export function elements(root: Element, name: string): Element[] {
  return root.children.flatMap(child => [...(child.name === name ? [child] : []), ...elements(child, name)])
}

/** The texts of the children of that name. */
export function texts(element: Element, name: string): string[] {
  return element.children.filter(child => child.name === name).map(child => child.text)
}
