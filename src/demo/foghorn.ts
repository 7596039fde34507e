const RATE = 8_000
const SECONDS = 3
const B_FLAT_HZ = 116.5

/** A recording of a foghorn: WAV, mono, eight bits a sample, three seconds. */
export const FOGHORN: Uint8Array = wav(
  Array.from({ length: RATE * SECONDS }, (_, n) => {
    const fade = Math.sin((Math.PI * n) / (RATE * SECONDS))
    const turn = (2 * Math.PI * B_FLAT_HZ * n) / RATE
    return 128 + Math.round(100 * fade * (0.7 * Math.sin(turn) + 0.3 * Math.sin(2 * turn)))
  }),
)

function wav(samples: number[]): Uint8Array {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20) // PCM
  head.writeUInt16LE(1, 22) // mono
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE, 28) // bytes a second
  head.writeUInt16LE(1, 32) // bytes a frame
  head.writeUInt16LE(8, 34) // bits a sample
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, Uint8Array.from(samples)])
}
