'use client'

import { useLapsedUser } from '@cubekit/react'
import {
  forwardRef,
  useCallback,
  useContext,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { AuthView } from './AuthView.ts'
import { fillIn, firstStop, identifierIn, takesIdentifier } from './keepIdentifier.ts'
import { PanelContext } from './PanelContext.ts'

/** Props of `AuthPanelParts.Root`: those of its `<div>`, and what it shows. */
export interface PanelRootProps extends ComponentPropsWithoutRef<'div'> {
  /** What can be shown; the first comes first. */
  readonly ways: readonly AuthView[]
  /** What is shown, if you decide on it: change it in `onViewChange`. */
  readonly view?: AuthView | undefined
  /** What is shown at first, if the panel decides on it. */
  readonly defaultView?: AuthView | undefined
  /** Called when the person wants to see something else. */
  readonly onViewChange?: ((view: AuthView) => void) | undefined
}

/**
 * The `<div>` around several forms, of which one is shown: put `View`s and `ViewButton`s into it.
 *
 * When another one is shown, it gets the focus, is announced, and holds the login or email that was typed before; a
 * password is never kept. While a session has lapsed (`reauth-required`), nothing is offered that makes somebody else
 * of a person.
 *
 * @example
 * <AuthPanelParts.Root ways={['login', 'reset']}>
 *   <AuthPanelParts.View name="login">
 *     <LoginForm forgotPassword={<AuthPanelParts.ViewButton to="reset">No idea</AuthPanelParts.ViewButton>} />
 *   </AuthPanelParts.View>
 *   <AuthPanelParts.View name="reset">
 *     <PasswordResetForm footer={<AuthPanelParts.ViewButton to="login" />} />
 *   </AuthPanelParts.View>
 * </AuthPanelParts.Root>
 */
export const PanelRoot: Part<PanelRootProps, HTMLDivElement> = forwardRef<HTMLDivElement, PanelRootProps>(
  function PanelRoot({ ways, view: given, defaultView, onViewChange, className, children, ...rest }, ref) {
    const { locale, dir } = useContext(CubeLocaleContext)
    const lapsed = useLapsedUser() !== null
    const [chosen, setChosen] = useState(defaultView)
    const element = useRef<HTMLDivElement>(null)
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => element.current)
    const announcement = useRef<HTMLSpanElement>(null)
    const identifier = useRef('')

    const offered = lapsed ? ways.filter((way) => way !== 'signUp' && way !== 'guest') : ways
    const wanted = given ?? chosen
    const view = wanted && offered.includes(wanted) ? wanted : (offered[0] ?? 'login')

    /** Where the person is, moved to what is shown now, with what it is called. */
    const arrive = (): void => {
      const panel = element.current
      if (!panel) return
      fillIn(panel, identifier.current)
      const isElsewhere = !panel.matches(':focus-within') && document.activeElement !== document.body
      if (!isElsewhere) firstStop(panel)?.focus()
      const heading = panel.querySelector('h2')?.textContent
      if (announcement.current) announcement.current.textContent = heading ?? ''
    }
    const shown = useRef(view)
    const latest = useRef(arrive)
    useEffect(() => {
      latest.current = arrive
    })
    const hasSwitched = useRef(false)
    const arrived = useCallback(() => {
      // What the page begins with takes no focus.
      if (hasSwitched.current) latest.current()
    }, [])
    useEffect(() => {
      if (shown.current === view) return
      shown.current = view
      hasSwitched.current = true
      arrived()
    }, [view, arrived])

    const go = (next: AuthView, typed?: string): void => {
      // Browsers fill in without telling.
      const filledIn = element.current && identifierIn(element.current)
      if (filledIn) identifier.current = filledIn
      if (typed !== undefined) identifier.current = typed
      // What stands below does not jump up when a shorter form follows.
      if (element.current)
        element.current.style.minBlockSize = `${element.current.getBoundingClientRect().height}px`
      setChosen(next)
      onViewChange?.(next)
    }

    return (
      <PanelContext.Provider value={{ view, ways: offered, go, arrived }}>
        <div
          lang={locale}
          dir={dir}
          {...rest}
          ref={element}
          className={classNames('cube-panel', className)}
          data-view={view}
          onInput={(event) => {
            rest.onInput?.(event)
            if (takesIdentifier(event.target)) identifier.current = event.target.value.trim()
          }}
        >
          {children}
          <span ref={announcement} role="status" style={visuallyHidden} />
        </div>
      </PanelContext.Provider>
    )
  },
)
