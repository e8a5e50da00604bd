/** The menu of who is signed in. */
export interface UserMessages {
  /** Names the button that opens it; `{name}` is the name of the person. */
  readonly 'user.menu': string
  /** Shown for somebody without name, login and email. */
  readonly 'user.unnamed': string
  readonly 'user.guest': string
  /** `{time}` becomes a relative time of the active locale: "in 3 hours". */
  readonly 'user.ends': string
  readonly 'user.keep': string
  readonly 'user.profile': string
  readonly 'user.password': string
  readonly 'user.others': string
  /** Asked when `user.others` was chosen; choosing it again does it. */
  readonly 'user.othersSure': string
  readonly 'user.othersPending': string
  readonly 'user.othersDone': string
  readonly 'user.logout': string
}

export const userEnglish: UserMessages = {
  'user.menu': 'Account of {name}',
  'user.unnamed': 'Your account',
  'user.guest': 'Guest',
  'user.ends': 'Ends {time}',
  'user.keep': 'Keep your account',
  'user.profile': 'Manage profile',
  'user.password': 'Change password',
  'user.others': 'Log out other devices',
  'user.othersSure': 'Log all of them out?',
  'user.othersPending': 'Logging out…',
  'user.othersDone': 'Other devices are logged out',
  'user.logout': 'Log out',
}
