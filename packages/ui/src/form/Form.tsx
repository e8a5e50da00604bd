'use client'

import { isCubeError, type CubeError, type CubeErrorCode, type CubeUser } from '@cubekit/core'
import { forwardRef, useContext, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { formEnglish } from '../messages/english/form.ts'
import { useMessages } from '../messages/useMessages.ts'
import { classNames } from './classNames.ts'
import { FormContext, type FormInput, type FormWords } from './FormContext.ts'
import type { Part } from './Part.ts'
import { useCountdown } from './useCountdown.ts'
import { useHydrated } from './useHydrated.ts'

/** What the roots of all forms take, beside the attributes of a `<form>`. */
export interface FormRootProps<Result = CubeUser> extends Omit<
  ComponentPropsWithoutRef<'form'>,
  'action' | 'method' | 'noValidate' | 'onError' | 'title'
> {
  /** Called once it has worked. */
  onSuccess?: ((result: Result) => void) | undefined
  /** Called when it has failed; the form already shows the reason. */
  onError?: ((error: CubeError) => void) | undefined
  /** Texts for this form alone, over those of `CubeLocaleProvider`. */
  messages?: Partial<CubeMessages> | undefined
}

interface FormProps extends Omit<FormRootProps, 'onSuccess'> {
  words: FormWords
  inputs: readonly FormInput[]
  user?: CubeUser | null
  /**
   * Sends what stands in the inputs. What it comes to is called once the form has settled: the place for
   * `onSuccess`.
   */
  submit: (valueOf: (name: string) => string, form: HTMLFormElement) => Promise<(() => void) | void>
  /** Called at the first input, to get ready for a submit. */
  prepare?: () => void
}

type SubmitEventOfForm = Parameters<NonNullable<FormRootProps['onSubmit']>>[0]

/** Which problem of which input, by names. */
type Problems = Readonly<Record<string, string>>

interface Outcome {
  pending: boolean
  done: boolean
  attempt: number
  code: CubeErrorCode | null
  problems: Problems
  /** When the server takes another try, ms; `null` when it did not say. */
  retryAt: number | null
}

const untried: Outcome = {
  pending: false,
  done: false,
  attempt: 0,
  code: null,
  problems: {},
  retryAt: null,
}

/**
 * The form under all forms: reads what stands in the inputs when it is submitted (and so sees what a
 * password manager filled in without an event), sends it once, and keeps every input as it is on an error.
 */
export const Form: Part<FormProps, HTMLFormElement> = forwardRef<HTMLFormElement, FormProps>(function Form(
  {
    words,
    user = null,
    inputs,
    submit,
    prepare,
    onError,
    onSubmit,
    messages: overrides,
    className,
    children,
    ...rest
  },
  ref,
) {
  const language = useContext(CubeLocaleContext)
  const messages = useMessages(formEnglish, overrides)
  const ready = useHydrated()
  const busy = useRef(false)
  const preparedFor = useRef(-1)
  /** Whether anything was changed after it was sent. */
  const hasChanged = useRef(false)
  const [{ pending, done, attempt, code, problems, retryAt }, setState] = useState(untried)
  const secondsLeft = useCountdown(retryAt ?? 0)

  const settle = (outcome: Partial<Outcome>): void => {
    busy.current = false
    setState((last) => ({ ...untried, ...outcome, attempt: last.attempt + 1 }))
  }

  /** Says at each input what is wrong with it; tells whether anything is. */
  const complain = (
    form: HTMLFormElement,
    problemOf: (input: FormInput) => string | false | null,
  ): boolean => {
    const found = inputs.flatMap((input) => {
      const problem = problemOf(input)
      return problem ? [[input.name, problem] as const] : []
    })
    const [first] = found
    if (!first) return false
    settle({ problems: Object.fromEntries(found) })
    turnTo(form, first[0])
    return true
  }

  const fail = (error: unknown, form: HTMLFormElement): void => {
    // The person has given up, and need not be told.
    if (isCubeError(error, 'aborted')) return settle({})
    if (!isCubeError(error)) {
      settle({ code: 'rejected' })
      throw error
    }
    const { code, fields, retryAfterMs } = error
    const refusalOf = ({ name, wire = [name], refused }: FormInput): string | false => {
      const texts = wire.flatMap((field) => fields[field] ?? [])
      return wire.some((field) => field in fields) && (refused?.(texts) ?? 'invalid')
    }
    if (code !== 'validation' || !complain(form, refusalOf)) {
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
    const valueOf = (name: string): string => {
      const value = data.get(name)
      if (typeof value !== 'string') return ''
      return inputs.some((input) => input.name === name && input.isSecret) ? value : value.trim()
    }
    const problemOf = ({ name, problems, check }: FormInput): string | false | null => {
      const value = valueOf(name)
      return value ? (check?.(value) ?? null) : 'missing' in problems && 'missing'
    }
    if (complain(form, problemOf)) return
    busy.current = true
    hasChanged.current = false
    setState((last) => ({ ...last, pending: true, done: false }))
    submit(valueOf, form).then(
      (succeeded) => {
        for (const { name, isSecret } of inputs) {
          const input = isSecret && inputNamed(form, name)
          // What was typed meanwhile is for the next time.
          if (input && input.value === valueOf(name)) input.value = ''
        }
        settle({ done: !hasChanged.current })
        succeeded?.()
      },
      (error: unknown) => fail(error, form),
    )
  }

  const edited = (name: string): void => {
    hasChanged.current = true
    if (preparedFor.current !== attempt) {
      preparedFor.current = attempt
      // Once the character is on the screen: the work is not to be felt at the first key.
      requestAnimationFrame(() => setTimeout(() => busy.current || prepare?.()))
    }
    if (name in problems || done) {
      setState((last) => {
        const { [name]: _, ...others } = last.problems
        return { ...last, done: false, problems: others }
      })
    }
  }

  const hasProblems = code !== null || Object.keys(problems).length > 0
  const status = pending ? 'pending' : hasProblems ? 'error' : done ? 'success' : 'idle'
  return (
    <FormContext.Provider
      value={{
        words,
        status,
        ready,
        user,
        attempt,
        code,
        wait: retryAt && secondsLeft,
        inputs,
        problems: wordsFor(problems, inputs, messages['field.invalid']),
        locale: language.locale ?? 'en',
        overrides,
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

/** What is wrong with each input, in the language of this moment. */
function wordsFor(problems: Problems, inputs: readonly FormInput[], otherwise: string): Problems {
  return Object.fromEntries(
    Object.entries(problems).map(([name, problem]) => [
      name,
      inputs.find((input) => input.name === name)?.problems[problem] ?? otherwise,
    ]),
  )
}

function inputNamed(form: HTMLFormElement, name: string): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>(`[name=${name}]`)
}

/** Moves the focus to an input, unless the person has turned to something else in the meantime. */
function turnTo(form: HTMLFormElement, name: string): HTMLInputElement | null {
  if (!form.matches(':focus-within') && document.activeElement !== document.body) return null
  const input = inputNamed(form, name)
  input?.focus()
  return input
}
