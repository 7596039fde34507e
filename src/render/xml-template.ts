/** What a template's literal parts come to, once they have been checked. */
export type TemplatePlan = {
  /** The literal text around the holes, one more than there are holes. */
  texts: string[]
  /**
   * Where each hole stands: null in text; in an attribute what opens it, such as ` title="`, which is left to the hole
   * to write so that a missing value drops the attribute; '' where the hole is only a part of an attribute's value.
   */
  opens: (string | null)[]
}

/** Stands for a hole while the literal parts are read; XML forbids it, so it cannot be one of them. */
const HOLE = '\0'
const NAME = '[A-Za-z_][\\w.:-]*'
const TOKEN = new RegExp(`<(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>|</(${NAME})>|([^<]+)`, 'y')
const ATTRIBUTE = new RegExp(`\\s+(${NAME})="([^"]*)"`, 'g')
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/

/**
 * Reads the literal parts of an `xml` template and finds its holes.
 *
 * Throws SyntaxError where they are not well-formed by themselves: tags that do not pair, an attribute twice, a bare
 * `&`, a hole in a name or outside quotes. With `isDocument` there must be one root and nothing beside it.
 */
export function planTemplate(parts: readonly string[], isDocument: boolean): TemplatePlan {
  const source = parts.join(HOLE)
  if (BARE_AMPERSAND.test(source) || source.includes(']]>')) throw wrong('a bare & or ]]>', source)
  const plan: TemplatePlan = { texts: [''], opens: [] }
  const unclosed: string[] = []
  let roots = 0
  for (const [token, name, attributes = '', slash, closed, text] of tokensOf(source)) {
    if (text !== undefined) {
      if (isDocument && unclosed.length === 0 && text.trim() !== '')
        throw wrong('text beside the root', source)
      addText(plan, text)
    } else if (name !== undefined) {
      if (unclosed.length === 0) roots++
      if (slash === '') unclosed.push(name)
      addTag(plan, name, attributes, `${slash}>`)
    } else {
      if (unclosed.pop() !== closed) throw wrong(`${token} that closes nothing`, source)
      addLiteral(plan, token)
    }
  }
  if (unclosed.length > 0) throw wrong(`<${unclosed.at(-1)}> without its end`, source)
  if (isDocument && roots !== 1) throw wrong(`${roots} roots`, source)
  return plan
}

function tokensOf(source: string): RegExpExecArray[] {
  const tokens: RegExpExecArray[] = []
  TOKEN.lastIndex = 0
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(source)
    if (token === null) throw wrong(`no tag at ${at}`, source)
    tokens.push(token)
  }
  return tokens
}

function addText(plan: TemplatePlan, text: string): void {
  addParts(plan, text, null)
}

function addTag(plan: TemplatePlan, name: string, attributes: string, end: string): void {
  const seen = new Set<string>()
  addLiteral(plan, `<${name}`)
  for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (seen.has(key)) throw wrong(`${key} twice`, attributes)
    seen.add(key)
    if (value === HOLE) addHole(plan, ` ${key}="`)
    else {
      addLiteral(plan, ` ${key}="`)
      addParts(plan, value, '')
      addLiteral(plan, '"')
    }
  }
  addLiteral(plan, end)
}

/** Adds literal text in which holes may stand, all of them opened alike. */
function addParts(plan: TemplatePlan, text: string, open: string | null): void {
  text.split(HOLE).forEach((part, index) => {
    if (index > 0) addHole(plan, open)
    addLiteral(plan, part)
  })
}

function addHole(plan: TemplatePlan, open: string | null): void {
  plan.opens.push(open)
  plan.texts.push('')
}

function addLiteral(plan: TemplatePlan, text: string): void {
  plan.texts[plan.texts.length - 1] += text
}

function wrong(what: string, source: string): SyntaxError {
  return new SyntaxError(`xml template with ${what}: ${source.replaceAll(HOLE, '$' + '{…}')}`)
}
