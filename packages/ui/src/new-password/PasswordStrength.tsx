'use client'

import type { CubeUser } from '@cubekit/core'
import { useCurrentUser } from '@cubekit/react'
import {
  forwardRef,
  useContext,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from 'react'
import { classNames } from '../form/classNames.ts'
import { useField } from '../form/FieldContext.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { newPasswordEnglish } from '../messages/english/newPassword.ts'
import { plural } from '../messages/Plural.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { PasswordMeasure } from './meter.ts'
import { PasswordLimits } from './PasswordLimits.ts'

/** Props of the strength hint: those of its `<div>`. */
export type PasswordStrengthProps = Omit<ComponentPropsWithoutRef<'div'>, 'id' | 'children'>

const levels = ['veryWeak', 'weak', 'fair', 'good', 'strong'] as const

/** ms without a key, after which somebody has stopped typing: words that change faster are not read out in time. */
const pauseMs = 350

/**
 * Says how long a new password may be and, once there is one, how easily it would be guessed. A hint: it keeps
 * nobody from submitting.
 *
 * What measures it is loaded when somebody first stops typing, since starting it takes long enough to hold up a key.
 * Where it cannot be had, as on a bad network, there is no hint. It is empty while the field has an error, which says
 * more.
 */
export const PasswordStrength: Part<PasswordStrengthProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PasswordStrengthProps
>(function PasswordStrength({ className, ...rest }, ref) {
  const { status, locale } = useForm()
  const { name, id, problem } = useField()
  const { min, max } = useContext(PasswordLimits)
  const user = useCurrentUser()
  const messages = useMessages(newPasswordEnglish)
  const element = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => element.current)
  const [measured, setMeasured] = useState<PasswordMeasure | null>(null)

  useEffect(() => {
    const form = element.current?.closest('form')
    const input = form?.querySelector<HTMLInputElement>(`[name=${name}]`)
    if (!form || !input) return undefined
    let timer: ReturnType<typeof setTimeout>
    let isHere = true
    const isMeasurable = (): boolean => {
      const { length } = [...input.value]
      return length >= min && length <= max
    }
    const measure = async (): Promise<void> => {
      const meter = await loadMeter()
      if (!isHere) return
      setMeasured(meter && isMeasurable() ? meter.measurePassword(input.value, personal(form, user)) : null)
    }
    const typed = (): void => {
      clearTimeout(timer)
      if (!isMeasurable()) setMeasured(null)
      timer = setTimeout(() => void measure(), pauseMs)
    }
    input.addEventListener('input', typed)
    return () => {
      isHere = false
      clearTimeout(timer)
      input.removeEventListener('input', typed)
    }
  }, [name, min, max, user])

  const shown = status === 'success' || problem !== null ? null : measured
  return (
    <div {...rest} ref={element} id={`${id}-strength`} className={classNames('cube-hint', className)}>
      <span aria-live="polite">
        {shown
          ? `${messages[`newPassword.${levels[shown.score]}`]} ${shown.advice ? messages[`newPassword.${shown.advice}`] : ''}`
          : problem === null &&
            plural(messages['newPassword.length'], max, locale).replace(
              '{min}',
              new Intl.NumberFormat(locale).format(min),
            )}
      </span>
      {shown && (
        <span className="cube-meter" data-score={shown.score} aria-hidden>
          <i />
          <i />
          <i />
          <i />
        </span>
      )}
    </div>
  )
})

/** The same every time, so once for all; `null` when it cannot be had now. */
async function loadMeter(): Promise<typeof import('./meter.ts') | null> {
  return import('./meter.ts').catch(() => null)
}

/** What somebody who knows the person would try first: what stands in the other inputs, and what is known of them. */
function personal(form: HTMLFormElement, user: CubeUser | null): string[] {
  const texts = [...form.querySelectorAll('input')]
    .filter(({ autocomplete }) => !autocomplete.endsWith('password'))
    .map(({ value }) => value)
  return [...texts, user?.login, user?.email, user?.full_name]
    .filter((text) => typeof text === 'string')
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2)
}
