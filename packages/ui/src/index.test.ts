import { expect, test } from 'vitest'
import * as ui from './index.ts'

test('the public names', () => {
  expect(Object.keys(ui).sort()).toMatchInlineSnapshot(`
    [
      "CubeLocaleProvider",
      "GuestForm",
      "GuestFormParts",
      "LoginForm",
      "LoginFormParts",
      "en",
    ]
  `)
  expect(Object.keys(ui.LoginFormParts).sort()).toMatchInlineSnapshot(`
    [
      "Description",
      "ErrorMessage",
      "FieldError",
      "Footer",
      "IdentifierField",
      "IdentifierInput",
      "Label",
      "PasswordField",
      "PasswordInput",
      "Root",
      "SubmitButton",
      "SwitchUserButton",
      "Title",
    ]
  `)
  expect(Object.keys(ui.GuestFormParts).sort()).toMatchInlineSnapshot(`
    [
      "Description",
      "ErrorMessage",
      "FieldError",
      "Footer",
      "Label",
      "NameField",
      "NameInput",
      "Root",
      "SubmitButton",
      "Title",
    ]
  `)
})
