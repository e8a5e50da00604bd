'use client'

import { isCubeError, type CubeError, type CubeErrorCode, type CubeUser } from '@cubekit/core'
import { forwardRef, useContext, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages, FieldName } from '../messages/CubeMessages.ts'
import { en } from '../messages/en.ts'
import { classNames } from './classNames.ts'
import { FormContext, type FieldProblem, type FormProblems, type FormState } from './FormContext.ts'
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

interface FormProps extends FormRootProps {
  kind: FormState['kind']
  user?: CubeUser | null
  /** The inputs, each with the server's names for it. */
  inputs: readonly (readonly [FieldName, ...wire: string[]])[]
  /** Signs in with what stands in the inputs. */
  submit: (valueOf: (name: FieldName) => string, form: HTMLFormElement) => Promise<CubeUser>
  /** Called at the first input, to get ready for a submit. */
  prepare?: () => void
}

type SubmitEventOfForm = Parameters<NonNullable<FormRootProps['onSubmit']>>[0]

interface Outcome {
  pending: boolean
  attempt: number
  code: CubeErrorCode | null
  problems: FormProblems
  /** When the server takes another try, ms; `null` when it did not say. */
  retryAt: number | null
}

const untried: Outcome = { pending: false, attempt: 0, code: null, problems: {}, retryAt: null }

/**
 * The form under all forms: reads what stands in the inputs when it is submitted (and so sees what a
 * password manager filled in without an event), sends it once, and keeps every input as it is on an error.
 */
export const Form: Part<FormProps, HTMLFormElement> = forwardRef<HTMLFormElement, FormProps>(function Form(
  {
    kind,
    user = null,
    inputs,
    submit,
    prepare,
    onSuccess,
    onError,
    onSubmit,
    messages,
    className,
    children,
    ...rest
  },
  ref,
) {
  const language = useContext(CubeLocaleContext)
  const ready = useHydrated()
  const busy = useRef(false)
  const preparedFor = useRef(-1)
  const [{ pending, attempt, code, problems, retryAt }, setState] = useState(untried)
  const secondsLeft = useCountdown(retryAt ?? 0)

  const settle = (outcome: Partial<Outcome>): void => {
    busy.current = false
    setState((last) => ({ ...untried, ...outcome, attempt: last.attempt + 1 }))
  }

  /** Says at each input what is wrong with it; tells whether anything is. */
  const complain = (
    form: HTMLFormElement,
    problemOf: (name: FieldName, wire: string[]) => FieldProblem | false,
  ): boolean => {
    const problems: FormProblems = {}
    for (const [name, ...wire] of inputs) {
      const problem = problemOf(name, wire)
      if (problem) problems[name] = problem
    }
    const [first] = Object.keys(problems)
    if (!first) return false
    settle({ problems })
    turnTo(form, first)
    return true
  }

  const fail = (error: unknown, form: HTMLFormElement): void => {
    if (!isCubeError(error)) {
      settle({ code: 'rejected' })
      throw error
    }
    const { code, fields, retryAfterMs } = error
    if (
      code !== 'validation' ||
      !complain(form, (_, wire) => wire.some((name) => name in fields) && 'field.invalid')
    ) {
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
    const valueOf = (name: FieldName): string => {
      const value = data.get(name)
      if (typeof value !== 'string') return ''
      return name === 'password' ? value : value.trim()
    }
    if (complain(form, (name) => !valueOf(name) && `field.${name}Missing`)) return
    busy.current = true
    setState((last) => ({ ...last, pending: true }))
    submit(valueOf, form).then(
      (signedIn) => {
        settle({})
        onSuccess?.(signedIn)
      },
      (error: unknown) => fail(error, form),
    )
  }

  const edited = (name: FieldName): void => {
    if (preparedFor.current !== attempt) {
      preparedFor.current = attempt
      prepare?.()
    }
    if (name in problems) {
      setState((last) => {
        const { [name]: _, ...others } = last.problems
        return { ...last, problems: others }
      })
    }
  }

  const status = pending ? 'pending' : code || Object.keys(problems).length > 0 ? 'error' : 'idle'
  return (
    <FormContext.Provider
      value={{
        kind,
        status,
        ready,
        user,
        attempt,
        code,
        wait: retryAt && secondsLeft,
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
