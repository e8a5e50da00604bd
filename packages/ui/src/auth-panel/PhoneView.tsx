'use client'

import { CubeError } from '@cubekit/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import { FormContext } from '../form/FormContext.ts'
import { useAttempt } from '../form/useAttempt.ts'
import { formEnglish } from '../messages/english/form.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { PhoneLoginFormProps } from '../phone-login-form/PhoneLoginForm.tsx'
import { usePanel } from './PanelContext.ts'

type PhoneModule = typeof import('../phone-login-form/PhoneLoginForm.tsx')

let loaded: PhoneModule | null = null

async function load(): Promise<PhoneModule> {
  try {
    loaded ??= await import('../phone-login-form/PhoneLoginForm.tsx')
    return loaded
  } catch {
    throw new CubeError('unreachable')
  }
}

/** The phone form, fetched when somebody wants it: panels without it do not carry it. */
export function PhoneView(props: PhoneLoginFormProps): ReactNode {
  const { arrived } = usePanel()
  const messages = useMessages(formEnglish, props.messages)
  const { run, state } = useAttempt({ onError: props.onError, overrides: props.messages })
  const [form, setForm] = useState(loaded)
  const start = (): void => {
    run(async () => {
      const module = await load()
      return () => setForm(module)
    })
  }
  const latest = useRef(start)
  useEffect(() => {
    latest.current = start
  })
  const wasHere = useRef(form !== null)
  useEffect(() => {
    if (!form) latest.current()
    else if (!wasHere.current) arrived()
    wasHere.current = form !== null
  }, [form, arrived])

  if (form) return <form.PhoneLoginForm {...props} />
  return (
    <FormContext.Provider value={state}>
      <div className="cube-form cube-loading" aria-busy={state.status !== 'error'}>
        {state.status === 'error' && (
          <>
            <ErrorMessage />
            <button type="button" className="cube-button" onClick={start}>
              {messages['form.tryAgain']}
            </button>
            <Footer>{props.footer}</Footer>
          </>
        )}
      </div>
    </FormContext.Provider>
  )
}
