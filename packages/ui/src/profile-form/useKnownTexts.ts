'use client'

import { useRef, useState, type RefObject } from 'react'

/** An input of a form, of any kind that holds a text. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What may be done to the inputs while something is sent. */
export interface KnownTexts {
  /** Shows what is known: to be called before every paint. */
  show: () => void
  /** Whether what is known shall be shown: not while it is only supposed. */
  follow: (isFollowing: boolean) => void
  /** Counts a text as known wherever it still stands: nobody has gone on typing there. */
  accept: (texts: Readonly<Record<string, string>>) => void
}

/**
 * Shows in every input of a form what is known of it, now and later, as long as the person has not changed it: what
 * somebody has typed is never written over.
 *
 * @param textOf - What is known of an input; `undefined` for inputs that are none of ours.
 */
export function useKnownTexts(
  form: RefObject<HTMLFormElement | null>,
  textOf: (control: Control) => string | undefined,
): KnownTexts {
  const isFollowing = useRef(true)
  const [, renderAgain] = useState(0)
  const shown = useRef(new WeakMap<Control, string>())

  return {
    show: () => {
      if (!isFollowing.current) return
      for (const control of controlsOf(form.current)) {
        const text = textOf(control)
        if (text === undefined) continue
        if (control.value.trim() === (shown.current.get(control) ?? '')) control.value = text
        shown.current.set(control, text)
      }
    },
    follow: (now) => {
      isFollowing.current = now
      renderAgain((times) => times + 1)
    },
    accept: (texts) => {
      for (const control of controlsOf(form.current)) {
        const text = texts[control.name]
        if (text !== undefined && control.value.trim() === text) shown.current.set(control, text)
      }
    },
  }
}

/** The inputs of a form that hold a text under a name. */
export function controlsOf(form: HTMLFormElement | null): Control[] {
  return form ? [...form.querySelectorAll<Control>(withText)] : []
}

const withText = ':is(input:not([type=checkbox], [type=radio], [type=file]), textarea, select)[name]'
