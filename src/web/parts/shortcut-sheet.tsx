import { type Chosen, keyOf, SHORTCUTS } from './shortcuts.ts'

/** Which keys there are; a script opens it over the page, and without one it is not there. */
export const ShortcutSheet = ({ chosen }: { chosen: Chosen }) => (
  <dialog id="shortcuts" class="wp-shortcuts" aria-labelledby="shortcuts-title">
    <h2 class="govuk-heading-m" id="shortcuts-title">
      Keys
    </h2>
    <ul class="wp-shortcuts__list">
      {SHORTCUTS.map((shortcut) => (
        <li>
          <kbd>{keyOf(chosen, shortcut)}</kbd> {shortcut.says}
        </li>
      ))}
    </ul>
    <p class="govuk-body-s">They do nothing while you type in a field.</p>
    <p class="govuk-body-s">
      <a class="govuk-link" href="/account#keys">
        Change them or switch them off
      </a>
    </p>
    <button type="button" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0" data-close>
      Close
    </button>
  </dialog>
)
