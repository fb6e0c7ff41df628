"""What a lead or admin reads when Slack takes no message for a person or a channel."""

from handlers.views.message import Message, message
from handlers.views.parts import section, small, words

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


def undeliverable_message(name: str | None, channel: str, error: str, outbox_id: int) -> Message:
    """`name` is the person's, None for a channel; `error` is Slack's name for what is wrong."""
    told = _person(name, error) if name else _channel(f"<#{channel}>", error)
    kept = f"Whoever runs Rungs can send it then with `rungs outbox retry {outbox_id}`."
    hint = [] if name and error in GONE else [small(f"The message is kept. {kept}")]
    return message(told, section(told), hint)


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
            f"I could not post in {where}, because I am not in that channel. "
            "Invite me there with `/invite @Rungs`, or choose another channel in the settings "
            "of `/goal team`."
        )
    if error == "is_archived":
        return (
            f"I could not post in {where}, because the channel is archived. Unarchive it, or "
            "choose another channel in the settings of `/goal team`."
        )
    if error in RESTRICTED:
        return (
            f"I could not post in {where}: only some people may write there. Ask a Slack admin "
            "to let apps post, or choose another channel in the settings of `/goal team`."
        )
    return (
        f"I could not post in {where}: Slack refused it ({words(error)}). "
        "Please pass this on to whoever runs Rungs."
    )
