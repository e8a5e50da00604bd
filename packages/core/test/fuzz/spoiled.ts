import * as fc from 'fast-check'

const poison = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
) as object

/** Values of every kind that storages, servers and other pages can give, some of which reach for the prototype. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
  },
  { weight: 2, arbitrary: fc.jsonValue() },
  fc.constantFrom<unknown>(
    poison,
    [poison],
    '',
    null,
    undefined,
    0,
    -1,
    1e300,
    NaN,
    Infinity,
    true,
    'x'.repeat(20_000),
  ),
)

/** A valid value of which some fields, however deep, are missing, of another kind, or doubled by poison. */
export function spoiled(valid: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.array(fc.tuple(fc.nat(), fc.nat(3), anyValue), { maxLength: 3 })).map(([spoilings]) => {
    const value = structuredClone(valid)
    const places = objectsIn(value)
    for (const [place, manner, other] of spoilings) {
      const target = places[place % Math.max(1, places.length)]
      if (!target) continue
      const names = Object.keys(target)
      const name = names[place % Math.max(1, names.length)] ?? 'more'
      if (manner === 0) Reflect.deleteProperty(target, name)
      else if (manner === 1) Object.defineProperty(target, '__proto__', { value: poison, enumerable: true })
      else Reflect.set(target, name, other)
    }
    return value
  })
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

/** Whether nothing has got into what all objects have in common. */
export function isUnpolluted(): boolean {
  return !('polluted' in {}) && !('polluted' in []) && !('polluted' in Function.prototype)
}
