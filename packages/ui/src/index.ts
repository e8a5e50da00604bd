// No "use client" here: through such a module a server component could not reach into the parts.
export { GuestForm, GuestFormParts } from './guest-form/index.ts'
export type { GuestFormProps } from './guest-form/index.ts'
export { LoginForm, LoginFormParts } from './login-form/index.ts'
export type { LoginFormProps } from './login-form/index.ts'
export { CubeLocaleProvider } from './messages/CubeLocaleProvider.tsx'
export type { CubeLocaleProviderProps } from './messages/CubeLocaleProvider.tsx'
export type { CubeMessageKey, CubeMessages } from './messages/CubeMessages.ts'
export { en } from './messages/en.ts'
