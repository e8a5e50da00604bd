import type { SessionStorage } from '../SessionStorage.ts'
import { stopIfLate } from './inTime.ts'
import { keyValueStorage } from './keyValueStorage.ts'
import { refuseTooLong } from './recordText.ts'

/** What {@link secureStorage} needs of a store: the module `expo-secure-store` has it. */
export interface SecureStoreLike {
  getItemAsync(key: string): Promise<string | null>
  setItemAsync(key: string, value: string): Promise<unknown>
  deleteItemAsync(key: string): Promise<unknown>
}

/** The store takes 2048 bytes; a part begins with its generation. */
const longestPart = 2000

/**
 * Keeps the session in the device's keychain or keystore through `expo-secure-store`, or in any store with the
 * same three functions that takes names of `[A-Za-z0-9._-]` and values of 2048 bytes.
 *
 * A longer record is kept in parts, written where the parts of the record before are not; then one write
 * switches over. So an app that is killed finds the record of before or the new one, never half of each.
 *
 * @example
 * import * as SecureStore from 'expo-secure-store'
 *
 * const client = createCubeClient({ appId: 1, signer, storage: secureStorage(SecureStore) })
 */
export function secureStorage(store: SecureStoreLike): SessionStorage {
  const readParts = async (key: string, { slot, generation, count }: Head): Promise<string | null> => {
    let text = ''
    for (let index = 0; index < count; index++) {
      const part = await store.getItemAsync(partName(key, slot, index))
      if (!part?.startsWith(generation)) return null
      text += part.slice(generation.length)
    }
    return text
  }

  /** Parts are written forwards and deleted backwards, so those that are left follow one another. */
  const clear = async (key: string, slot: Slot, from = 0): Promise<void> => {
    let end = from
    while ((await store.getItemAsync(partName(key, slot, end))) !== null) end++
    while (end > from) await store.deleteItemAsync(partName(key, slot, --end))
  }

  return keyValueStorage(store, {
    async read(key) {
      const text = await store.getItemAsync(headName(key))
      const head = parseHead(text)
      return head ? readParts(key, head) : text
    },

    async write(key, text, late) {
      const ascii = toAscii(text)
      refuseTooLong(ascii)
      const before = parseHead(await store.getItemAsync(headName(key)))
      const slot = before?.slot === 'a' ? 'b' : 'a'
      let written = ascii
      let count = 0
      if (ascii.length > longestPart) {
        const generation = `${Math.random().toString(36).slice(2)}:`
        for (; count * longestPart < ascii.length; count++) {
          stopIfLate(late)
          const part = ascii.slice(count * longestPart, (count + 1) * longestPart)
          await store.setItemAsync(partName(key, slot, count), generation + part)
        }
        written = `${slot} ${generation} ${count}`
      }
      stopIfLate(late)
      await store.setItemAsync(headName(key), written)
      // No token of a session that has ended is left behind, unless the store refuses.
      await clear(key, slot, count).catch(() => {})
      await clear(key, slot === 'a' ? 'b' : 'a').catch(() => {})
    },

    async remove(key) {
      await store.deleteItemAsync(headName(key))
      await clear(key, 'a')
      await clear(key, 'b')
    },
  })
}

type Slot = 'a' | 'b'

/** What stands in place of a record that is kept in parts. */
interface Head {
  readonly slot: Slot
  readonly generation: string
  readonly count: number
}

/** `null` for a record that is whole: JSON never looks like this. */
function parseHead(text: string | null): Head | null {
  const [, slot, generation, count] = /^([ab]) (\w+:) (\d{1,3})$/.exec(text ?? '') ?? []
  if (!slot || !generation || !count) return null
  return { slot: slot === 'a' ? 'a' : 'b', generation, count: Number(count) }
}

/** Characters that the store does not take are written as their numbers, so that no two keys share a name. */
function headName(key: string): string {
  return `cubekit.${key.replace(/[^A-Za-z0-9.-]/g, (character) => `_${hex(character)}`)}`
}

/** No key's name is like it: after an underscore those have a number. */
function partName(key: string, slot: Slot, index: number): string {
  return `${headName(key)}_part_${slot}${index}`
}

/** JSON of one byte a character, which can be cut anywhere. */
function toAscii(json: string): string {
  return json.replace(/[^\0-\x7F]/g, (character) => `\\u${hex(character)}`)
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0')
}
