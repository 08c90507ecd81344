"""What is written down? One row for each kind of act; nothing else may be recorded (45 CFR 164.312(b), audit controls)."""

from dataclasses import dataclass

from resource_app.errors import N_


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of act. `about` says what happened; the privacy officer's page says it in the reader's language."""

    code: str
    about: str


ACTIONS: tuple[Action, ...] = (
    Action("opened", N_("opened a private record")),
    Action("listed", N_("saw a list")),
    Action("exported", N_("took a file")),
    Action("denied", N_("was refused")),
    Action("signed_in", N_("signed in")),
    Action("sign_in_refused", N_("could not sign in")),
    Action("limit_reached", N_("tried too often")),
    Action("confirmed", N_("confirmed who they are for something sensitive")),
    Action("session_ended", N_("ended a session")),
    Action("password_changed", N_("chose a new password")),
    Action("address_change_asked", N_("asked for another address")),
    Action("address_changed", N_("changed the address they sign in with")),
    Action("reset_asked", N_("asked for a new password")),
    Action("factor_set", N_("set up a second factor")),
    Action("factor_removed", N_("removed a second factor")),
    Action("code_mailed", N_("asked for a code by email")),
    Action("device_remembered", N_("let a device be remembered")),
    Action("device_forgotten", N_("let a device be remembered no more")),
    Action("recovery_codes_made", N_("made new recovery codes")),
    Action("recovery_code_used", N_("used a recovery code")),
    Action("invited", N_("invited somebody")),
    Action("invitation_taken", N_("took an invitation")),
    Action("invitation_withdrawn", N_("withdrew an invitation")),
    Action("membership_given", N_("gave a role")),
    Action("membership_ended", N_("ended a role")),
    Action("user_disabled", N_("disabled a user")),
    Action("user_enabled", N_("enabled a user again")),
    Action("mail_again", N_("let letters go to an address again")),
    Action("inbox_asked", N_("asked to use a shared mailbox")),
    Action("inbox_confirmed", N_("confirmed a shared mailbox")),
    Action("inbox_ended", N_("stopped using a shared mailbox")),
    Action("care_organization_added", N_("added a care organization")),
    Action("listing_changed", N_("changed a listing")),
    Action("listing_proposed", N_("proposed a new listing")),
    Action("new_listing_decided", N_("decided about a new listing")),
    Action("rule_changed", N_("changed a rule of the network")),
    Action("set_up", N_("set the installation up")),
    Action("status_said", N_("said how a listing is now")),
    Action("status_taken_back", N_("took back how a listing is now")),
    Action("task_taken", N_("took work on")),
    Action("task_given_back", N_("gave work back")),
    Action("task_closed", N_("finished work")),
    Action("problem_reported", N_("reported a problem")),
    Action("problem_likely", N_("found a reported problem likely")),
    Action("problem_closed", N_("closed a reported problem")),
    Action("call_logged", N_("wrote down a call to confirm listings")),
    Action("asking_changed", N_("changed how an organization is asked about its listings")),
    Action("organization_left_out", N_("left an organization out that asked not to be listed")),
    Action("organization_let_in", N_("let an organization in again that had asked not to be listed")),
    Action("claim_asked", N_("asked to keep an organization's listings right")),
    Action("claim_proved", N_("said yes for an organization, from its listed mailbox")),
    Action("claim_disowned", N_("said for an organization, from its listed mailbox, that it does not know who asks")),
    Action("claim_withdrawn", N_("took a claim back")),
    Action("claim_granted", N_("granted a claim")),
    Action("claim_refused", N_("refused a claim")),
    Action("trust_changed", N_("changed whether an organization's own changes are shown at once")),
    Action("due_moved", N_("moved the day by which listings must be confirmed")),
    Action("listings_answered", N_("answered whether listings are right")),
    Action("listings_asked_again", N_("asked for a new link to answer whether listings are right")),
    Action("proposals_decided", N_("decided about changes that waited")),
    Action("person_added", N_("added a person")),
    Action("person_changed", N_("changed what is kept of a person")),
    Action("person_locked", N_("let nobody find a person any more")),
    Action("person_unlocked", N_("let a person be found again")),
    Action("glass_broken", N_("opened a person of another team in an emergency")),
    Action("glass_judged", N_("judged whether a person was opened rightly")),
    Action("consent_recorded", N_("recorded what a person agreed to, refused or took back")),
    Action("case_opened", N_("began to work with a person")),
    Action("need_added", N_("wrote down what a person needs")),
    Action("referral_made", N_("put a need to the network")),
    Action("work_put_off", N_("put off what is late of a referral")),
    Action("offer_moved", N_("moved a referral on")),
    Action("offer_viewed", N_("opened a referral for the first time")),
    Action("person_forgotten", N_("erased what was kept of a person")),
)
BY_CODE = {action.code: action for action in ACTIONS}
