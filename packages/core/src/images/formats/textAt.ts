/** The bytes at a place as a text of Latin letters; shorter where the file ends. */
export function textAt(bytes: Uint8Array, start: number, length: number): string {
  let text = ''
  const end = Math.min(start + length, bytes.length)
  // A subarray and a spread take ten times as long, and a file may have many names.
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}
