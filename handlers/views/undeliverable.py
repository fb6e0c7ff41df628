"""What a lead or admin reads when Slack takes no message for a person or a channel."""

from handlers.views.message import Message, message
from handlers.views.parts import actions, button, count, section, words

GONE = frozenset({"user_disabled", "account_inactive", "user_not_found"})
UNINVITED = frozenset({"channel_not_found", "not_in_channel"})
RESTRICTED = frozenset(
    {
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "no_permission",
        "access_denied",
        "ekm_access_denied",
    }
)


def undeliverable_message(
    name: str | None, channel: str, error: str, kept: int, team_id: int | None
) -> Message:
    """`name` is the person's, None for the channel of a team; `error` is Slack's name for what is
    wrong, `kept` how many messages could not be posted.
    """
    if name:
        told = _person(name, error)
        return message(told, section(told))
    told = _channel(f"<#{channel}>", error)
    buttons = [button("Choose another channel", "team.settings", str(team_id))]
    if kept:
        many = "it" if kept == 1 else "them"
        told += f" {count(kept, 'message')} for it {'is' if kept == 1 else 'are'} kept."
        buttons.append(button(f"Send {many} again", "outbox.send_again", channel))
    return message(told, section(told), actions(*buttons))


def sent_again_message(channel: str, armed: int) -> Message:
    """What is on its way once more."""
    if armed:
        goes = "goes" if armed == 1 else "go"
        told = f"{count(armed, 'message')} for <#{channel}> {goes} out again. "
        told += "If Slack refuses once more, I tell you."
    else:
        told = f"Nothing is kept for <#{channel}> any more."
    return message(told, section(told))


def _person(name: str, error: str) -> str:
    who = words(name, 200)
    if error in GONE:
        return (
            f"Slack says that {who}'s account is closed, so I have stopped asking them for "
            "check-ins. Their goals are kept. If they have left, take them off the team with "
            "`/goal team` in its channel; if they are back, one `/goal` from them is enough."
        )
    return (
        f"I could not reach {who}: Slack refused my direct message ({words(error)}). "
        "Nothing of theirs is lost. Ask them whether they have blocked apps, or a Slack admin "
        "whether apps may write to them."
    )


def _channel(where: str, error: str) -> str:
    if error in UNINVITED:
        return (
            f"I can't post in {where}, because I am not in that channel. "
            "Invite me there with `/invite @Rungs`, or choose another channel."
        )
    if error == "is_archived":
        return (
            f"I can't post in {where}, because the channel is archived. Unarchive it, or "
            "choose another channel."
        )
    if error in RESTRICTED:
        return (
            f"I could not post in {where}: only some people may write there. Ask a Slack admin "
            "to let apps post, or choose another channel."
        )
    return (
        f"I could not post in {where}: Slack refused it ({words(error)}). "
        "Please pass this on to whoever runs Rungs."
    )
