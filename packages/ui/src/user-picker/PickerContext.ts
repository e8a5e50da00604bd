'use client'

import { createContext, useContext, type Context } from 'react'
import type { Picker } from './usePicker.ts'

export const PickerContext: Context<Picker | null> = createContext<Picker | null>(null)

/** The picker around a part. */
export function usePickerParts(): Picker {
  const picker = useContext(PickerContext)
  if (!picker) throw new Error('This part belongs inside its Root.')
  return picker
}
