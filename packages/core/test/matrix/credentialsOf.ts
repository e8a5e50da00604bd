/** What a seeded person signs in with. */
export function credentialsOf({ login, password }: { login: string; password: string }): {
  login: string
  password: string
} {
  return { login, password }
}
