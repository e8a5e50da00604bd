import { expect, test } from 'vitest'
import * as ui from './index.ts'

test('the public names', () => {
  expect(Object.keys(ui)).toMatchInlineSnapshot(`
    [
      "GuestForm",
      "GuestFormParts",
      "LoginForm",
      "LoginFormParts",
      "CubeLocaleProvider",
      "en",
    ]
  `)
  expect(Object.keys(ui.LoginFormParts)).toMatchInlineSnapshot(`
    [
      "ErrorMessage",
      "FieldError",
      "Footer",
      "Label",
      "SubmitButton",
      "IdentifierField",
      "IdentifierInput",
      "Description",
      "Root",
      "Title",
      "PasswordField",
      "PasswordInput",
      "SwitchUserButton",
    ]
  `)
  expect(Object.keys(ui.GuestFormParts)).toMatchInlineSnapshot(`
    [
      "ErrorMessage",
      "FieldError",
      "Footer",
      "Label",
      "SubmitButton",
      "Title",
      "Description",
      "Root",
      "NameField",
      "NameInput",
    ]
  `)
})
