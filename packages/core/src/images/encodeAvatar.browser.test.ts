import { expect, test } from 'vitest'
import { cornersOf, fourCornered, fourColors } from '../../test/images/corners.ts'
import { encodeAvatar } from '../index.ts'

test('smoke', async () => {
  const made = await encodeAvatar(await fourCornered('image/jpeg', 64, 48))
  expect(await cornersOf(made.blob)).toEqual({ width: 48, height: 48, corners: fourColors })
})
