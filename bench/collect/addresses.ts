/** Each outlet has an address of its own, so that each is a host: all of 127.0.0.0/8 is this machine. */
export const urlOf = (outlet: number, port: number): string =>
  `http://127.${1 + (outlet >> 14)}.${(outlet >> 7) & 127}.${1 + (outlet & 127)}:${port}/${outlet}`
