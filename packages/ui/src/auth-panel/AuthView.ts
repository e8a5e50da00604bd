/** What an `AuthPanel` shows: a way in, or the way to a new password. */
export type AuthView = 'login' | 'signUp' | 'guest' | 'phone' | 'reset'
