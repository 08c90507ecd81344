"""What is written down? One row for each kind of act; nothing else may be recorded (45 CFR 164.312(b), audit controls)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of act. `about` says what happened, for the privacy officer's page."""

    code: str
    about: str


ACTIONS: tuple[Action, ...] = (
    Action("opened", "opened a private record"),
    Action("listed", "saw a list"),
    Action("exported", "took a file"),
    Action("denied", "was refused"),
    Action("signed_in", "signed in"),
    Action("sign_in_refused", "could not sign in"),
    Action("confirmed", "confirmed who they are for something sensitive"),
    Action("session_ended", "ended a session"),
    Action("password_changed", "chose a new password"),
    Action("address_change_asked", "asked for another address"),
    Action("address_changed", "changed the address they sign in with"),
    Action("reset_asked", "asked for a new password"),
    Action("factor_set", "set up a second factor"),
    Action("factor_removed", "removed a second factor"),
    Action("code_mailed", "asked for a code by email"),
    Action("device_remembered", "let a device be remembered"),
    Action("device_forgotten", "let a device be remembered no more"),
    Action("recovery_codes_made", "made new recovery codes"),
    Action("recovery_code_used", "used a recovery code"),
    Action("invited", "invited somebody"),
    Action("invitation_taken", "took an invitation"),
    Action("invitation_withdrawn", "withdrew an invitation"),
    Action("membership_given", "gave a role"),
    Action("membership_ended", "ended a role"),
    Action("user_disabled", "disabled a user"),
    Action("user_enabled", "enabled a user again"),
    Action("inbox_asked", "asked to use a shared mailbox"),
    Action("inbox_confirmed", "confirmed a shared mailbox"),
    Action("inbox_ended", "stopped using a shared mailbox"),
    Action("care_organization_added", "added a care organization"),
    Action("listing_changed", "changed a listing"),
    Action("rule_changed", "changed a rule of the network"),
    Action("set_up", "set the installation up"),
)
BY_CODE = {action.code: action for action in ACTIONS}
