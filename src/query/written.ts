/** Whether a word is written as typed: the letters, capitals only where typed, harakat only where typed. */
export function isWrittenSo(written: string, typed: string): boolean {
  const typedPlain = plain(typed)
  let plainWritten = plain(written)
  // A possessive 's is no part of a word.
  if (!typedPlain.endsWith("'s")) plainWritten = plainWritten.replace(/'s$/i, '')
  if (!MARKS.test(typedPlain)) plainWritten = plainWritten.replace(new RegExp(MARKS, 'gu'), '')
  if (typedPlain === typedPlain.toLowerCase()) plainWritten = plainWritten.toLowerCase()
  return plainWritten === typedPlain
}

const plain = (word: string): string => word.normalize('NFC').replace(UNSEEN, '').replace(APOSTROPHE, "'")

/** Tatweel and invisible marks are no letters. */
const UNSEEN = /[\u0640\p{Cf}]/gu
const APOSTROPHE = /[’‘ʼ`´]/g
const MARKS = /[\u064B-\u0652\u0670]/u
