'use client'

import { isCubeError, type CubeError, type CubeErrorCode, type CubeUser } from '@cubekit/core'
import { forwardRef, useContext, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessageKey, CubeMessages } from '../messages/CubeMessages.ts'
import { en } from '../messages/en.ts'
import { classNames } from './classNames.ts'
import { FormContext, type FormState } from './FormContext.ts'
import type { Part } from './Part.ts'
import { useCountdown } from './useCountdown.ts'
import { useHydrated } from './useHydrated.ts'

/** What the roots of all forms take, beside the attributes of a `<form>`. */
export interface FormRootProps extends Omit<
  ComponentPropsWithoutRef<'form'>,
  'action' | 'method' | 'noValidate' | 'onError' | 'title'
> {
  /** Called once the person is signed in. */
  onSuccess?: ((user: CubeUser) => void) | undefined
  /** Called when signing in failed; the form already shows the reason. */
  onError?: ((error: CubeError) => void) | undefined
  /** Texts for this form alone, over those of `CubeLocaleProvider`. */
  messages?: Partial<CubeMessages> | undefined
}

/** One input: the server's names for it, and what to say when it is empty or refused. */
export interface FormInput {
  readonly wire: readonly string[]
  readonly missing: CubeMessageKey
  readonly invalid: CubeMessageKey
  /** Whether spaces around the value belong to it, as in a password. */
  readonly verbatim?: true
}

interface FormProps extends FormRootProps {
  kind: FormState['kind']
  inputs: Readonly<Record<string, FormInput>>
  /** Signs in with what stands in the inputs. */
  submit: (values: Readonly<Record<string, string>>, form: HTMLFormElement) => Promise<CubeUser>
  /** Called at the first input, to get ready for a submit. */
  prepare?: () => void
}

type SubmitEventOfForm = Parameters<NonNullable<FormRootProps['onSubmit']>>[0]

interface Outcome {
  attempt: number
  code: CubeErrorCode | null
  problems: Record<string, CubeMessageKey>
  /** When the server takes another try, ms; `null` when it did not say. */
  retryAt: number | null
}

/**
 * The form under all forms: reads what stands in the inputs when it is submitted (and so sees what a
 * password manager filled in without an event), sends it once, and keeps every input as it is on an error.
 */
export const Form: Part<FormProps, HTMLFormElement> = forwardRef<HTMLFormElement, FormProps>(function Form(
  { kind, inputs, submit, prepare, onSuccess, onError, onSubmit, messages, className, children, ...rest },
  ref,
) {
  const language = useContext(CubeLocaleContext)
  const ready = useHydrated()
  const busy = useRef(false)
  const prepared = useRef(false)
  const [pending, setPending] = useState(false)
  const [{ attempt, code, problems, retryAt }, setOutcome] = useState<Outcome>({
    attempt: 0,
    code: null,
    problems: {},
    retryAt: null,
  })
  const secondsLeft = useCountdown(retryAt ?? 0)

  const settle = (outcome: Partial<Outcome>): void => {
    busy.current = false
    prepared.current = false
    setPending(false)
    setOutcome((last) => ({ code: null, problems: {}, retryAt: null, ...outcome, attempt: last.attempt + 1 }))
  }

  const fail = (error: unknown, form: HTMLFormElement): void => {
    if (!isCubeError(error)) {
      settle({ code: 'rejected' })
      throw error
    }
    const { code, fields, retryAfterMs } = error
    const refused = Object.entries(inputs).filter(([, { wire }]) => wire.some((name) => name in fields))
    const [first] = refused
    if (code === 'validation' && first) {
      settle({ problems: Object.fromEntries(refused.map(([name, { invalid }]) => [name, invalid])) })
      turnTo(form, first[0])
    } else {
      const waits = code === 'rate-limited' && retryAfterMs !== null
      settle({ code, retryAt: waits ? Date.now() + retryAfterMs : null })
      // Selected, so that the next try replaces it.
      if (code === 'invalid-credentials') turnTo(form, 'password')?.select()
    }
    onError?.(error)
  }

  const handleSubmit = (event: SubmitEventOfForm): void => {
    onSubmit?.(event)
    if (event.defaultPrevented) return
    event.preventDefault()
    if (busy.current || secondsLeft > 0) return
    const form = event.currentTarget
    const data = new FormData(form)
    const values: Record<string, string> = {}
    for (const [name, { verbatim }] of Object.entries(inputs)) {
      const entry = data.get(name)
      const value = typeof entry === 'string' ? entry : ''
      values[name] = verbatim ? value : value.trim()
    }
    const missing = Object.entries(inputs).filter(([name]) => !values[name])
    const [first] = missing
    if (first) {
      settle({ problems: Object.fromEntries(missing.map(([name, input]) => [name, input.missing])) })
      turnTo(form, first[0])
      return
    }
    busy.current = true
    setPending(true)
    submit(values, form).then(
      (user) => {
        settle({})
        onSuccess?.(user)
      },
      (error: unknown) => fail(error, form),
    )
  }

  const status = pending ? 'pending' : code || Object.keys(problems).length > 0 ? 'error' : 'idle'
  const edited = (name: string): void => {
    if (!prepared.current) {
      prepared.current = true
      prepare?.()
    }
    if (name in problems) {
      setOutcome((last) => {
        const { [name]: _, ...others } = last.problems
        return { ...last, problems: others }
      })
    }
  }

  return (
    <FormContext.Provider
      value={{
        kind,
        status,
        ready,
        attempt,
        code,
        wait: retryAt === null ? null : secondsLeft,
        problems,
        locale: language.locale ?? 'en',
        messages: { ...en, ...language.messages, ...messages },
        edited,
      }}
    >
      <form
        lang={language.locale}
        dir={language.dir}
        {...rest}
        ref={ref}
        // Without scripts a browser would put the password into the address.
        method="post"
        noValidate
        onSubmit={handleSubmit}
        className={classNames('cube-form', className)}
        data-status={status}
      >
        {children}
      </form>
    </FormContext.Provider>
  )
})

/** Moves the focus to an input, unless the person has turned to something else in the meantime. */
function turnTo(form: HTMLFormElement, name: string): HTMLInputElement | null {
  if (!form.matches(':focus-within') && document.activeElement !== document.body) return null
  const input = form.querySelector<HTMLInputElement>(`[name=${name}]`)
  input?.focus()
  return input
}
