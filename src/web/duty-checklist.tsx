import type { OfficeProfile } from '../offices/profile.ts'

/**
 * What to do, for somebody who was woken: the shortest list that is still safe. "Sent"
 * is not "safe": under Right Care, Right Person the police may decline, so that each
 * step asks for an answer and says where to go next.
 */
export const DutyChecklist = ({ office }: { office: OfficeProfile }) => (
  <section class="wp-panel" aria-labelledby="steps">
    <h2 class="govuk-heading-m" id="steps">
      What to do
    </h2>
    <ol class="govuk-list govuk-list--number wp-steps">
      <li>
        <strong>Danger now, or soon? Call 999.</strong> Never send an email to {office.force.name} in an
        emergency.
      </li>
      <li>
        <strong>They are somewhere else?</strong> Still call 999, and ask to be put through to the control
        room of the force where they are.
      </li>
      <li>
        <strong>No danger now, but the police need to know? Call 101.</strong>
      </li>
      <li>
        <strong>Ask whether they accept it</strong>, and write down their reference. If they decline: an
        ambulance on 999, NHS 111 option 2, or the council’s adult or children’s services.
      </li>
      <li>Do not answer the writer until you know which way is safe. Somebody else may read it.</li>
      <li>Do not warn a person who is threatened yourself. Leave that to the police.</li>
      <li>A bomb threat: call 999. Do not answer, forward or delete it.</li>
      <li>A threat to somebody in elected office: say “Operation Ford” to the police.</li>
    </ol>
  </section>
)
