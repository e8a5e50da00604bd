import type { ReactNode } from 'react'
import { shownName } from './shownName.ts'

/** Puts a name into a text where `{name}` stands, set apart so that its direction does not spill over. */
export function withName(text: string, name: ReactNode): ReactNode {
  const [before, after = ''] = text.split('{name}')
  return (
    <>
      {before}
      <bdi>{typeof name === 'string' ? shownName(name) : name}</bdi>
      {after}
    </>
  )
}
