'use client'

import { forwardRef, useContext, useMemo, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useForm } from '../form/FormContext.ts'
import { Icon } from '../form/Icon.tsx'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { phoneEnglish } from '../messages/english/phone.ts'
import { useMessages } from '../messages/useMessages.ts'
import { callingCodes } from './callingCodes.ts'
import { countriesIn, type Country } from './countries.ts'
import { usePhone } from './PhoneContext.ts'

/** Props of the country's `<select>`. */
export type CountrySelectProps = Omit<
  ComponentPropsWithoutRef<'select'>,
  'name' | 'value' | 'defaultValue' | 'multiple' | 'children'
>

/** The country of the number: a native list of all, in the names of the language, behind its code. */
export const CountrySelect: Part<CountrySelectProps, HTMLSelectElement> = forwardRef<
  HTMLSelectElement,
  CountrySelectProps
>(function CountrySelect({ className, onChange, ...rest }, ref) {
  const { locale = 'en', dir } = useContext(CubeLocaleContext)
  const { country, setCountry, giveUp } = usePhone()
  const { edited } = useForm()
  const messages = useMessages(phoneEnglish)
  const ready = useHydrated()
  const callingCode = callingCodes.get(country) ?? ''
  // A server may know other names than the browser.
  const countries = useMemo<readonly Country[] | null>(
    () => (ready ? countriesIn(locale) : null),
    [ready, locale],
  )
  return (
    <span className="cube-country">
      <span aria-hidden>
        {country} +{callingCode}
      </span>
      <Icon d="m4.5 6.5 3.5 3.5 3.5-3.5" />
      <select
        aria-label={messages['phone.country']}
        autoComplete="country"
        dir={dir}
        {...rest}
        ref={ref}
        name="country"
        value={country}
        className={classNames('cube-country-select', className)}
        onChange={(event) => {
          onChange?.(event)
          giveUp()
          setCountry(event.currentTarget.value)
          edited('phone')
        }}
      >
        {(countries ?? [{ code: country, name: country, callingCode }]).map(
          ({ code, name, callingCode: calling }) => (
            <option key={code} value={code}>
              {/* Isolated, so that the plus stays before the digits among letters that go to the left. */}
              {`${name} \u2066+${calling}\u2069`}
            </option>
          ),
        )}
      </select>
    </span>
  )
})
