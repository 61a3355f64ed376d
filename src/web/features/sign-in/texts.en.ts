import type { Translated } from '../../i18n/index.ts'
import type { texts as source } from './texts.id.ts'

export const texts: Translated<typeof source> = {
  title: 'Sign in',
  lead: 'One place where headquarters and missions bring their posts into tune with the national interest.',
  email: 'Work e-mail',
  password: 'Password',
  show: 'Show',
  hide: 'Hide',
  submit: 'Sign in',
  submitting: 'Checking…',
  code: 'Six-digit code',
  codeHint: 'Open the code app on your phone. The code changes every 30 seconds.',
  verify: 'Continue',
  back: 'Change e-mail or password',
  forgot: 'Forgot your password? Ask the administrator for a new link.',
  wrong: 'That does not match.',
  wrongDetail: 'Check e-mail and password. Your account is safe.',
  noAnswer: 'The server has not answered.',
  noAnswerDetail: 'Check the connection, then try again. What you typed is still here.',
  sample: {
    title: 'Try it as whom?',
    lead: 'This is a sample workspace. Pick a person, no password needed. Nothing goes out to any network.',
    headquarters: 'Headquarters',
    mission: 'Missions',
    preparing: 'The sample is being written; a few seconds more. This page follows by itself.',
    own: 'Have your own account? Sign in with a password',
    entering: 'Signing in as {{name}}',
  },
}
