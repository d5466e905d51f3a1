import { Token } from '../parts/controls.tsx'
import { sayMoment } from '../parts/dates.ts'
import type { RotaPageProps } from './rota-props.ts'

/** The reader's own shifts in their calendar. */
export const RotaCalendar = ({ signedIn, self, feedSince, feedAddress }: RotaPageProps) =>
  self ? (
    <section class="wp-panel wp-screen-only" aria-labelledby="calendar">
      <h2 class="govuk-heading-m" id="calendar">
        Your duty in your calendar
      </h2>
      {feedAddress ? (
        <div class="govuk-inset-text govuk-!-margin-top-0">
          <label class="govuk-label" for="feed-address">
            Give this address to your calendar program. It is shown this once.
          </label>
          <input class="govuk-input" id="feed-address" readonly value={feedAddress} />
        </div>
      ) : (
        <p class="govuk-body">
          {feedSince
            ? `Your calendar has an address since ${sayMoment(feedSince)}. Another one ends it.`
            : 'A calendar program can read your shifts from an address of your own.'}
        </p>
      )}
      <p class="govuk-body">
        Whoever has the address sees when you are on duty: “On duty (primary)”, and nothing else. Tell it to
        nobody, and end it when you lose the device.
      </p>
      <div class="wp-duty-buttons">
        <form method="post" action="/rota/calendar">
          <Token token={signedIn.formToken} />
          <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1">
            {feedSince ? 'Make another address' : 'Make an address'}
          </button>
        </form>
        {feedSince && (
          <form method="post" action="/rota/calendar/end">
            <Token token={signedIn.formToken} />
            <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1">
              End the address
            </button>
          </form>
        )}
      </div>
    </section>
  ) : null
