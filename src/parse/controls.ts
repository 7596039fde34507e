import { note, type Tally } from './repairs.ts'

/** Characters that XML 1.0 forbids, and the C1 controls. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/
const CONTROLS = new RegExp(CONTROL, 'g')
const WINDOWS_1252 = new TextDecoder('windows-1252')

export const hasControls = (text: string): boolean => CONTROL.test(text)

/** Drops control characters; C1 ones are windows-1252 that was declared as Latin-1, and become what was meant. */
export function withoutControls(text: string, tally: Tally): string {
  let count = 0
  const clean = text.replace(CONTROLS, control => {
    count++
    const code = control.charCodeAt(0)
    return code >= 0x80 && code <= 0x9f ? WINDOWS_1252.decode(Uint8Array.of(code)) : ''
  })
  if (count > 0) note(tally, 'control-character', count)
  return clean
}
