/** Puts texts where a sentence has `{name}`; what it does not name is left out. */
export function filled(sentence: string, texts: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => texts[name] ?? '')
}
