/** A page's localStorage, which holds so many characters. */
export function createWebStorage(capacity = 5_242_880): Storage {
  const texts = new Map<string, string>()
  return {
    get length() {
      return texts.size
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (name) => texts.get(name) ?? null,
    setItem(name, text) {
      const others = [...texts].filter(([other]) => other !== name)
      const used = others.reduce((sum, [other, its]) => sum + other.length + its.length, 0)
      if (used + name.length + text.length > capacity) throw new DOMException('full', 'QuotaExceededError')
      texts.set(name, text)
    },
    removeItem: (name) => void texts.delete(name),
    clear: () => texts.clear(),
  }
}
