/** Which row a key moves the focus to; `null` for keys that do not. */
export function rowOfKey(key: string, index: number, count: number, pageLength: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, count - 1)
    case 'ArrowUp':
      return Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min(index + pageLength, count - 1)
    case 'PageUp':
      return Math.max(index - pageLength, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
