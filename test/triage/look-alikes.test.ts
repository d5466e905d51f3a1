/**
 * Words that look like danger and are none, and pairs of which one half is danger: the functional
 * suite of the context pass. Those of the published list are in `flag-risk.test.ts`; these are
 * the project's own, in other words.
 */
import { describe, expect, it } from 'vitest'
import { flagRisk } from '../../src/triage/flag-risk.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'

const levelOf = (text: string) => flagRisk(aMessage({ text }), riskRules).level

describe('more harmless words that look like danger', () => {
  it.each([
    ['figurative', 'My wife is going to murder me when she sees the parking fine.'],
    ['figurative', 'The lads will kill me once they hear what the shed cost.'],
    ['figurative', 'Your automated phone menu is slowly killing me.'],
    ['figurative', 'I nearly died of embarrassment at your front desk.'],
    ['figurative', 'That roundabout is a crime against geometry and I shall die on this hill.'],
    ['figurative', 'I am in an abusive relationship with your website.'],
    ['figurative', 'We were ambushed by paperwork and shot down by the grants team.'],
    ['figurative', 'The committee murdered the hymn and then strangled the anthem.'],
    ['jest', 'im gonna kill u if u eat my last crisp lol'],
    ['jest', 'He said he would bury me in the garden over the scratched car, he was joking.'],
    ['game', 'My grandson shot me three times on Fortnite before tea.'],
    ['game', 'I will batter him at darts on Thursday and he knows it.'],
    ['game', 'We played hide and seek and she locked me in the shed.'],
    ['fiction', 'In my novel the villain says he will kill the mayor at noon.'],
    ['fiction', 'Our school play has a girl who is beaten by her stepfather.'],
    ['fiction', 'My main character gets a text that says you are dead.'],
    ['fiction', 'In episode three of the drama he strangles her, and the force shown was yours.'],
    ['news', 'I watched that documentary about the woman whose husband beat her.'],
    ['news', 'The Echo says that a man threatened to stab a bus driver.'],
    ['news', 'I saw on the news that a boy was chased with a machete.'],
    ['policy', 'Our response to question 4: cuckooing ought to be an offence.'],
    ['policy', 'The strategy on domestic abuse says too little about older women.'],
    ['information request', 'Please send me the figures for threats to kill in each ward.'],
    ['information request', 'How many officers were assaulted on duty in 2024?'],
    ['information request', 'Please disclose the policy on telling people that somebody wants to kill them.'],
    ['research', 'I am writing my dissertation on coercive control and stalking.'],
    ['training', 'The training for taxi drivers covers girls who are sent with packages.'],
    ['hypothetical', 'If a pupil told us that he had been threatened, should we ring you or the council?'],
    ['hypothetical', 'What should a volunteer do if a walker has been followed home?'],
    ['hypothetical', 'Would a neighbour who follows people home be committing harassment?'],
    ['hypothetical', 'Were a tenant to be robbed by a carer, which unit would take the call?'],
    ['past', 'My uncle beat me when I was a boy; he is long dead and I want the school file.'],
    ['past', 'I took an overdose in 1998, and I have been well for twenty years since.'],
    ['past', 'In 2011 he followed me home, was convicted, and I never heard from him again.'],
    ['denied', 'Nobody has threatened me and I am not in any danger.'],
    ['denied', 'My son is not missing, he is at his aunt’s in Hull.'],
    ['denied', 'There was no weapon and no one was hurt.'],
    ['thanks', 'Your officers found my mother safe and well within the hour.'],
    ['lawful', 'I shall be outside the town hall on Friday with a placard and a flask.'],
    ['lawful', 'Answer by Monday or I go to the Information Commissioner.'],
    ['everyday', 'My daughter is cutting paper for the lantern parade.'],
    ['everyday', 'He keeps the rota of the allotment and I keep the minutes.'],
    ['everyday', 'The baby cried all night because of her teeth.'],
    ['everyday', 'A parcel was left on my doorstep by the postman.'],
  ])('%s: %s', (_, text) => {
    expect(levelOf(text)).toBe('none')
  })
})

describe('more letters that differ by little', () => {
  it.each([
    ['He will murder me when he sees the gas bill.', 'He will murder me if I leave the house.'],
    ['I have had enough of this portal.', 'I have had enough of being alive.'],
    ['I cannot cope with the new rota.', 'I cannot cope.'],
    ['They took my daughter to the museum.', 'They took my daughter to the airport to marry her off.'],
    ['We sell table mats at the market.', 'He has a knife in his coat.'],
    ['In my novel he locks her in the cellar.', 'My husband locks me in the cellar.'],
    ['I am being followed by your newsletter, lol.', 'I am being followed.'],
    ['The bomb in the play is made of cardboard.', 'There is a bomb in the building.'],
    ['My letter has not had an answer yet.', 'My son has not come home since Friday.'],
    ['In 2004 he strangled me.', 'He strangled me on Sunday.'],
    ['Nobody has raped me.', 'He raped me.'],
    ['I do not want to die on a waiting list.', 'I want to die.'],
  ])('lets “%s” pass and flags “%s”', (harmless, danger) => {
    expect(levelOf(harmless)).toBe('none')
    expect(['serious', 'immediate']).toContain(levelOf(danger))
  })
})
