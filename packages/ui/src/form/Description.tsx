'use client'

import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from './classNames.ts'
import { useForm, type FormState } from './FormContext.ts'
import { identifierOf } from './identifierOf.ts'
import type { Part } from './Part.ts'

/** Props of a description: those of its `<p>`. Children replace our words. */
export type DescriptionProps = ComponentPropsWithoutRef<'p'>

/** A sentence under the title: yours, or ours where there is something to explain, or none. */
export const Description: Part<DescriptionProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  DescriptionProps
>(function Description({ className, children, ...rest }, ref) {
  const form = useForm()
  const words = children ?? ourWords(form)
  return words ? (
    <p {...rest} ref={ref} className={classNames('cube-description', className)}>
      {words}
    </p>
  ) : null
})

function ourWords({ kind, user, messages }: FormState): ReactNode {
  if (kind === 'guest') return messages['guest.description']
  if (!user) return null
  if (kind === 'login') return messages['login.descriptionAgain']
  const identifier = identifierOf(user)
  const words = messages[identifier === null ? 'reauth.descriptionElsewhere' : 'reauth.description']
  const [before, after = ''] = words.split('{name}')
  return (
    <>
      {before}
      <bdi>{user.full_name ?? identifier ?? user.id}</bdi>
      {after}
    </>
  )
}
