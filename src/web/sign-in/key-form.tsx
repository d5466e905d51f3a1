import type { Child } from 'hono/jsx'
import type { SignedIn } from '../web-deps.ts'
import { EMERGENCY_SCRIPT } from './emergency-script.ts'

type KeyFormProps = {
  action: string
  /** `make` a new key ours, or `use` one that is. */
  does: 'make' | 'use'
  /** As the browser is to hand them to the key. */
  options: object
  signedIn?: SignedIn | undefined
  button: string
  children?: Child
}

/** A form that a key answers: the script asks it when the button is pressed. */
export const KeyForm = ({ action, does, options, signedIn, button, children }: KeyFormProps) => (
  <>
    <form method="post" action={action} data-key={does} data-options={JSON.stringify(options)} novalidate>
      {signedIn && <input type="hidden" name="token" value={signedIn.formToken} />}
      <input type="hidden" name="answer" value="" />
      {children}
      <p class="govuk-body" data-key-said role="status"></p>
      <button type="submit" class="govuk-button govuk-button--warning">
        {button}
      </button>
    </form>
    <noscript>
      <p class="govuk-body">A key can be asked by a browser only where scripts are switched on.</p>
    </noscript>
    <script src={EMERGENCY_SCRIPT.path} defer></script>
  </>
)
