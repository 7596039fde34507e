const DURATION = /^(\d+(?:\.\d+)?)\s*(s|m|h|d)$/
const MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const SIZE = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)$/i
const BYTES = { B: 1, KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 } as const

/** Milliseconds of `90s`, `15m`, `2h` or `7d`; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const [, amount, unit] = DURATION.exec(text.trim()) ?? []
  return amount && unit ? Math.round(Number(amount) * MS[unit as keyof typeof MS]) : undefined
}

/** Bytes of `500KB` or `10MB` (thousands, as SI says); undefined for anything else. */
export function readSize(text: string): number | undefined {
  const [, amount, unit] = SIZE.exec(text.trim()) ?? []
  return amount && unit
    ? Math.round(Number(amount) * BYTES[unit.toUpperCase() as keyof typeof BYTES])
    : undefined
}
