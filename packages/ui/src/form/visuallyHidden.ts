import type { CSSProperties } from 'react'

/** For screen readers only. Inline, so that it holds without our CSS. */
export const visuallyHidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
}
