'use client'

import type { CubeError, CubeUser, PhoneVerifier } from '@cubekit/core'
import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { GuestForm, type GuestFormProps } from '../guest-form/GuestForm.tsx'
import { LoginForm, type LoginFormProps } from '../login-form/LoginForm.tsx'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { panelEnglish } from '../messages/english/panel.ts'
import { useMessages } from '../messages/useMessages.ts'
import { PasswordResetForm, type PasswordResetFormProps } from '../password-reset-form/PasswordResetForm.tsx'
import type { PhoneLoginFormProps } from '../phone-login-form/PhoneLoginForm.tsx'
import type { SignInWay } from '../provider-buttons/SignInWay.ts'
import type { SignUpFormProps } from '../sign-up-form/SignUpForm.tsx'
import type { AuthView } from './AuthView.ts'
import { BackButton } from './BackButton.tsx'
import { OtherWays } from './OtherWays.tsx'
import { PanelRoot, type PanelRootProps } from './PanelRoot.tsx'
import { PhoneView } from './PhoneView.tsx'
import { SignUpView } from './SignUpView.tsx'
import { Switch } from './Switch.tsx'
import { View } from './View.tsx'
import { ViewButton } from './ViewButton.tsx'

/** Props of a form as `AuthPanel` hands them on: what it decides on itself is left out. */
type Own<Props> = Omit<Props, 'onSuccess' | 'onError' | 'messages' | 'verifier' | 'onSignInInstead' | 'ref'>

/** Props of {@link AuthPanel}: those of its `<div>`, which ways in there are, and what happens afterwards. */
export interface AuthPanelProps extends Omit<PanelRootProps, 'ways' | 'children' | 'onError'> {
  /** Which forms there are; the first comes first. Default: `['login', 'signUp', 'reset']`. */
  readonly ways?: readonly Exclude<AuthView, 'phone'>[] | undefined
  /** Identity providers, a button each. */
  readonly providers?: readonly SignInWay[] | undefined
  /** What sends codes to phones. Given, people can sign in by phone; the form for it is loaded when it is wanted. */
  readonly phone?: PhoneVerifier | undefined
  /** Called once the person is signed in, whichever way. */
  readonly onSuccess?: ((user: CubeUser) => void) | undefined
  /** Called when one way has failed; the panel already shows the reason. */
  readonly onError?: ((error: CubeError) => void) | undefined
  /** Texts for this panel alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<CubeMessages> | undefined
  /** For `LoginForm`: its title, say. */
  readonly login?: Own<LoginFormProps> | undefined
  /** For `SignUpForm`: what it asks for. */
  readonly signUp?: Own<SignUpFormProps> | undefined
  /** For `GuestForm`. */
  readonly guest?: Own<GuestFormProps> | undefined
  /** For `PasswordResetForm`. */
  readonly reset?: Own<PasswordResetFormProps> | undefined
  /** For `PhoneLoginForm`: the country it begins with. */
  readonly phoneLogin?: Own<PhoneLoginFormProps> | undefined
}

/**
 * All ways in: sign in, sign up, a new password, identity providers, the phone, being a guest. `ways`, `providers` and
 * `phone` choose which.
 *
 * What was typed as login or email goes along from one form to the next, a password never does. The panel knows nothing
 * of addresses: tie `view` and `onViewChange` to your router.
 *
 * @example
 * import { AuthPanel } from '@cubekit/ui/auth-panel'
 * import '@cubekit/ui/styles.css'
 *
 * <AuthPanel
 *   ways={['login', 'signUp', 'guest', 'reset']}
 *   providers={[{ id: 'google', name: 'Google', signIn: firebaseGoogle(auth) }]}
 *   phone={firebasePhone(auth)}
 *   signUp={{ identify: 'both', fields: { full_name: 'required' } }}
 *   onSuccess={() => navigate('/home')}
 * />
 */
export const AuthPanel: Part<AuthPanelProps, HTMLDivElement> = forwardRef<HTMLDivElement, AuthPanelProps>(
  function AuthPanel(
    {
      ways = ['login', 'signUp', 'reset'],
      providers,
      phone,
      onSuccess,
      onError,
      messages: own,
      login,
      signUp,
      guest,
      reset,
      phoneLogin,
      ...rest
    },
    ref,
  ) {
    const messages = useMessages(panelEnglish, own)
    const common = { onSuccess, onError, messages: own }
    const others = <OtherWays {...common} providers={providers} />
    const toSignUp = <Switch to="signUp" question={messages['panel.newHere']} />
    const toLogin = <Switch to="login" question={messages['panel.haveAccount']} />
    const back = <BackButton />
    return (
      <PanelRoot {...rest} ref={ref} ways={phone ? [...ways, 'phone'] : ways}>
        <View name="login">
          <LoginForm
            forgotPassword={<ViewButton to="reset" />}
            {...common}
            {...login}
            footer={
              <>
                {others}
                {toSignUp}
                {login?.footer}
              </>
            }
          />
        </View>
        <View name="signUp">
          <SignUpView
            {...common}
            {...signUp}
            footer={
              <>
                {others}
                {toLogin}
                {signUp?.footer}
              </>
            }
          />
        </View>
        <View name="guest">
          <GuestForm
            {...common}
            {...guest}
            footer={
              <>
                {back}
                {toSignUp}
                {guest?.footer}
              </>
            }
          />
        </View>
        <View name="reset">
          <PasswordResetForm
            onError={onError}
            messages={own}
            {...reset}
            footer={
              <>
                {back}
                {reset?.footer}
              </>
            }
          />
        </View>
        <View name="phone">
          {phone && (
            <PhoneView
              {...common}
              {...phoneLogin}
              verifier={phone}
              footer={
                <>
                  {back}
                  {phoneLogin?.footer}
                </>
              }
            />
          )}
        </View>
      </PanelRoot>
    )
  },
)
