'use client'

import { CubeError, type LoginCredentials, type PhoneVerifier, type SentCode } from '@cubekit/core'
import { useLapsedUser, useLogin } from '@cubekit/react'
import {
  forwardRef,
  useCallback,
  useContext,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { FormInput, FormWords } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { withName } from '../form/withName.tsx'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { loginEnglish } from '../messages/english/login.ts'
import { phoneEnglish } from '../messages/english/phone.ts'
import { useMessages } from '../messages/useMessages.ts'
import { cleanPhone, toAsciiDigits } from './cleanPhone.ts'
import { countryOf } from './countries.ts'
import { PhoneContext } from './PhoneContext.ts'
import type { PhoneNumber } from './PhoneNumber.ts'
import { currentReader, loadReader } from './phoneReader.ts'

/** Props of `PhoneLoginFormParts.Root`: those of its `<form>`, what sends codes, and what happens afterwards. */
export interface PhoneRootProps extends FormRootProps {
  /** What sends codes: `firebasePhone(auth)` of `@cubekit/firebase`, or your own. */
  readonly verifier: PhoneVerifier
  /**
   * ISO 3166 code of the country to begin with: `'GB'`. Default: that of the `locale` of `CubeLocaleProvider`, or else
   * of the languages of the browser.
   */
  readonly defaultCountry?: string | undefined
}

interface Sent {
  readonly phone: PhoneNumber
  readonly code: SentCode
}

/**
 * The `<form>` that signs in by phone, first with the number, then with the code: put the other parts of
 * `PhoneLoginFormParts` into it.
 *
 * When a session has lapsed (`reauth-required`), anybody but the same person is refused.
 *
 * @example
 * <PhoneLoginFormParts.Root verifier={firebasePhone(auth)} defaultCountry="GB">
 *   <PhoneLoginFormParts.Description />
 *   <PhoneLoginFormParts.NumberField />
 *   <PhoneLoginFormParts.CodeField />
 *   <PhoneLoginFormParts.ErrorMessage />
 *   <PhoneLoginFormParts.SubmitButton />
 *   <PhoneLoginFormParts.ResendButton />
 * </PhoneLoginFormParts.Root>
 */
export const PhoneRoot: Part<PhoneRootProps, HTMLFormElement> = forwardRef<HTMLFormElement, PhoneRootProps>(
  function PhoneRoot({ verifier, defaultCountry, onSuccess, ...rest }, ref) {
    const { locale = 'en' } = useContext(CubeLocaleContext)
    const messages = useMessages({ ...loginEnglish, ...phoneEnglish }, rest.messages)
    const lapsed = useLapsedUser()
    const { mutateAsync, prepare } = useLogin(lapsed ? { as: lapsed.id } : {})
    const ready = useHydrated()
    const [chosen, setCountry] = useState<string | null>(null)
    const [typed, setTyped] = useState('')
    const [sent, setSent] = useState<Sent | null>(null)
    const confirmed = useRef<{ by: SentCode; digits: string; credentials: LoginCredentials } | null>(null)
    const sending = useRef<AbortController | null>(null)
    const element = useRef<HTMLFormElement>(null)
    useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element.current)
    const id = useId()

    const step = sent ? 'code' : 'number'
    const shownStep = useRef(step)
    useEffect(() => {
      if (shownStep.current === step) return
      shownStep.current = step
      turnTo(element.current, step === 'code' ? 'code' : 'phone')
    }, [step])

    const country =
      chosen ??
      defaultCountry?.toUpperCase() ??
      countryOf(ready ? [locale, ...navigator.languages] : [locale])
    const read = (text: string): PhoneNumber | null => currentReader(cleanPhone(text), country)

    const giveUp = useCallback(() => sending.current?.abort(), [])
    useEffect(() => giveUp, [giveUp])

    /** Sends a code, which may take long: the person can give up meanwhile, which is `aborted`. */
    const sendCode = (phone: PhoneNumber): Promise<SentCode> => {
      const { signal } = (sending.current = new AbortController())
      const givenUp = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new CubeError('aborted')))
      })
      return Promise.race([verifier.sendCode(phone.e164, { signal }), givenUp])
    }

    /** What a code proves. Once only: a login that fails after it is tried again with what the code gave. */
    const confirm = async ({ code }: Sent, digits: string): Promise<LoginCredentials> => {
      const last = confirmed.current
      if (last?.by === code && last.digits === digits) return last.credentials
      const credentials = await code.confirm(digits)
      confirmed.current = { by: code, digits, credentials }
      return credentials
    }

    const number: FormInput = {
      name: 'phone',
      problems: { missing: messages['phone.numberMissing'], invalid: messages['phone.numberInvalid'] },
      check: (text) => (read(text) ? null : 'invalid'),
    }
    const code: FormInput = {
      name: 'code',
      isSecret: true,
      problems: { missing: messages['phone.codeMissing'], invalid: messages['phone.codeInvalid'] },
      check: (text) => (digitsOf(text) ? null : 'invalid'),
    }
    const numberWords: FormWords = {
      title: messages['phone.title'],
      description: messages['phone.description'],
      submit: messages['phone.send'],
      pending: messages['phone.sending'],
    }
    const codeWords: FormWords = {
      title: messages['phone.codeTitle'],
      description: sent && withName(messages['phone.sent'], <span dir="ltr">{sent.phone.shown}</span>),
      submit: messages['phone.confirm'],
      pending: messages['phone.confirming'],
      errors: {
        'invalid-credentials': messages['phone.refused'],
        validation: messages['phone.refused'],
        rejected: messages['phone.refused'],
        'identity-mismatch': messages['error.identity-mismatch'],
      },
    }

    return (
      <PhoneContext.Provider
        value={{
          step,
          country,
          setCountry,
          typed,
          descriptionId: `${id}description`,
          resendAt: sent?.code.resendAt ?? 0,
          resend: async () => {
            if (!sent) return
            const next = await sendCode(sent.phone)
            setSent({ ...sent, code: next })
            // Selected, so that the new code replaces the old one.
            turnTo(element.current, 'code')?.select()
          },
          giveUp,
          change: () => {
            giveUp()
            setSent(null)
          },
          onError: rest.onError,
        }}
      >
        <Form
          // A form for each step, so that no error of the one stays in the other.
          key={step}
          {...rest}
          ref={element}
          words={sent ? codeWords : numberWords}
          inputs={[sent ? code : number]}
          prepare={() => {
            prepare()
            void loadReader()
          }}
          submit={async (valueOf) => {
            if (sent) {
              const signedIn = await mutateAsync(await confirm(sent, digitsOf(valueOf('code'))))
              confirmed.current = null
              return () => onSuccess?.(signedIn)
            }
            const text = valueOf('phone')
            const phone = read(text)
            if (!phone) return undefined
            const code = await sendCode(phone)
            return () => {
              setTyped(text)
              // More may be known of numbers by now.
              const again = read(phone.e164)
              setSent({ phone: again?.country ? again : phone, code })
            }
          }}
        />
      </PhoneContext.Provider>
    )
  },
)

/** A code out of what was typed or pasted: "Your code: ١٢٣ ٤٥٦" is 123456. */
function digitsOf(text: string): string {
  return toAsciiDigits(text).replaceAll(/\D/g, '')
}

/** Moves the focus to an input, unless the person has turned to something else in the meantime. */
function turnTo(form: HTMLFormElement | null, name: string): HTMLInputElement | null {
  if (!form?.matches(':focus-within') && document.activeElement !== document.body) return null
  const input = form?.querySelector<HTMLInputElement>(`[name=${name}]`) ?? null
  input?.focus()
  return input
}
