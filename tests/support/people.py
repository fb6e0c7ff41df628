"""People of the tests' workspace: what they can do in Slack, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from goals.people import Actor, Person
from store import people
from tests.support import envelopes
from tests.support.envelopes import Envelope
from tests.support.screens import INITIAL, Json, Message, View, initial_state, options
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel

if TYPE_CHECKING:
    from tests.support.rungs import Rungs


@dataclass
class Outcome:
    """What a person sees come of something that they did."""

    answer: Message | None = None
    """A message to them alone: a command's answer, or a click's."""
    replaced: Message | None = None
    """The last message that was edited, or deleted."""
    view: View | None = None
    """The modal (or Home) that was opened or changed."""
    posts: list[Message] = field(default_factory=list)
    """New messages that everybody in their place sees; a direct message of theirs, too."""
    errors: dict[str, str] = field(default_factory=dict)
    """A form's refusals: block_id → words. The form is still open."""
    closed: bool = False
    """The form was taken and is gone."""
    envelope: Envelope | None = field(default=None, repr=False)
    """What was sent, by whom, and from where: `rungs.again(outcome)` sends it once more."""
    sender: "User | None" = field(default=None, repr=False)
    form: View | None = field(default=None, repr=False)
    answers_in: Channel | None = field(default=None, repr=False)

    def see(
        self,
        slack: FakeSlack,
        posted: Sequence[Message],
        edited: Sequence[Message],
        shown: Sequence[tuple[str, View]],
    ) -> None:
        """Take in what is new in Slack, as far as the sender can see it."""
        me = self.sender and self.sender.id
        open_to_me = slack.seen_by(me) if me else posted
        for message in posted:
            if message.ephemeral_to and message.ephemeral_to == me:
                self.answer = message
            elif message.user == slack.bot_user and any(message is m for m in open_to_me):
                self.posts.append(message)
        for message in edited:
            if not me or message.deleted or any(message is m for m in open_to_me):
                self.replaced = message
        mine = [view for user, view in shown if me in (None, user)]
        modals = [view for view in mine if view.raw["type"] == "modal"]
        self.view = (modals or mine or [None])[-1]

    @property
    def screen(self) -> Message | View:
        """What they look at now."""
        screen = self.view or self.answer or self.replaced or (self.posts or [None])[-1]
        assert screen, f"nothing came of it: {self}"
        return screen

    @property
    def words(self) -> str:
        """Everything they can read there; a form's refusals first."""
        shown = [self.answer, self.view, self.replaced, *self.posts]
        return "\n".join([*self.errors.values(), *(s.words for s in shown if s)])

    @property
    def text(self) -> str:
        """The fallback words of the message."""
        assert isinstance(self.screen, Message), "a view has no fallback"
        return self.screen.text

    @property
    def blocks(self) -> list[Json]:
        return self.screen.blocks

    @property
    def buttons(self) -> list[str]:
        return self.screen.buttons


Target = Message | View | Outcome


@dataclass(eq=False)
class User:
    """Someone in Slack. Refused forms and clicks that a real Slack would not let them do fail."""

    rungs: "Rungs"
    id: str
    name: str

    @property
    def person(self) -> Person:
        """What Rungs knows of them."""
        return self.actor.person

    @property
    def actor(self) -> Actor:
        """What Rungs knows of them and their teams; fails while they are unknown."""
        with self.rungs.deps.read() as tx:
            actor = people.actor(tx, self.rungs.slack.team_id, self.id)
        assert actor, f"Rungs has never met {self.name}"
        return actor

    def goal(self, text: str = "", *, channel: str | None = None) -> Outcome:
        """Type `/goal <text>`, in a channel (its name) or in the bot's direct messages."""
        slack = self.rungs.slack
        place = self.rungs.channels[channel] if channel else slack.direct(self.id)
        envelope = envelopes.command(slack, self.id, place, "/goal", text)
        return self.rungs.deliver(self, envelope, answers_in=place)

    def click(
        self, target: Target, what: str, *, near: str | None = None, forged: bool = False
    ) -> Outcome:
        """Press the button, or choose the option, of this label (or action_id).

        `near`: words at or above it, where several are alike. `forged`: as an attacker, on what
        they cannot see.
        """
        screen = target.screen if isinstance(target, Outcome) else target
        block, element = screen.find(what, near=near)
        chosen = _chosen(element, what)
        slack = self.rungs.slack
        assert forged or self._can_see(screen), f"{self.name} does not see that"
        if isinstance(screen, Message):
            envelope = envelopes.click_on_message(slack, self.id, screen, block, element, chosen)
        else:
            envelope = envelopes.click_on_view(slack, self.id, screen, block, element, chosen)
        return self.rungs.deliver(self, envelope)

    def submit(
        self,
        target: View | Outcome,
        values: Mapping[str, Any] | None = None,
        *,
        forged: bool = False,
        **more: Any,
    ) -> Outcome:
        """Fill in a form and hand it in; what is not named stays as it was prefilled.

        Fields by name (block_id) or label: text; an option's words or value, or several; a date
        or its ISO form; users; a channel's name or id. None empties a field. Where a field is
        behind "More", that is ticked first.
        """
        view = target.view if isinstance(target, Outcome) else target
        assert view, "no form is open"
        assert forged or self._can_see(view), f"{self.name} has not got this form open"
        wanted = {**(values or {}), **more}
        if "more" in view.labels and (behind := _unknown(view, wanted)):
            here = {name: value for name, value in wanted.items() if name not in behind}
            longer = self.more(view, here, forged=forged).view
            assert longer
            taken = _unknown(longer, here)  # what it mended is not asked again
            view, wanted = longer, {k: v for k, v in wanted.items() if k not in taken}
        return self._hand_in(view, wanted, forged=forged)

    def more(
        self,
        target: View | Outcome,
        values: Mapping[str, Any] | None = None,
        *,
        forged: bool = False,
    ) -> Outcome:
        """Fill in a short form, and tick "More": the form with all that there is to choose."""
        view = target.view if isinstance(target, Outcome) else target
        assert view, "no form is open"
        longer = self._hand_in(view, {**(values or {}), "more": ["more"]}, forged=forged)
        assert longer.view and not longer.errors, longer.words
        return longer

    def _hand_in(self, view: View, wanted: Mapping[str, Any], *, forged: bool) -> Outcome:
        filled = _fill(view, wanted, self.rungs)
        if not forged:
            _complete(view, filled)
        envelope = envelopes.submission(self.rungs.slack, self.id, view, filled)
        return self.rungs.deliver(self, envelope, form=view)

    def start(self, review: Outcome, values: Mapping[str, Any] | None = None) -> Outcome:
        """Start the goal whose review is open: as it is, or "anyway" where a letter is weak."""
        assert review.view and review.view.raw["callback_id"] == "goal.review", review.words
        anyway = {"choice": "Start anyway, and why", "because": "It is worth a try."}
        is_weak = "choice" in review.view.labels
        return self.submit(review, {**(anyway if is_weak else {}), **(values or {})})

    def dm(self, text: str, *, thread_of: Message | None = None, **more: Any) -> Outcome:
        """Write to the bot; `thread_of` replies to a message, and `more` is what Slack adds to one
        with a file, or of another kind.
        """
        slack = self.rungs.slack
        thread = {"thread_ts": thread_of.ts} if thread_of else {}
        said = {"text": envelopes.escaped(slack, text), **thread}
        message = slack.post(slack.direct(self.id), said, user=self.id)
        fields = {
            "channel": message.channel,
            "channel_type": "im",
            "user": self.id,
            "ts": message.ts,
            "team": slack.team_id,
            "client_msg_id": f"client-{message.ts}",
            **said,
            **more,
        }
        return self.rungs.event("message", by=self, **fields)

    def edit(self, before: str, after: str) -> Outcome:
        """Change what they wrote to the bot just now.

        https://docs.slack.dev/reference/events/message/message_changed
        """
        slack = self.rungs.slack
        place = slack.direct(self.id)
        ts = f"{slack.clock():.6f}"
        were, now = (
            {"type": "message", "user": self.id, "ts": ts, "text": envelopes.escaped(slack, text)}
            for text in (before, after)
        )
        fields = {
            "subtype": "message_changed",
            "hidden": True,
            "channel": place.id,
            "channel_type": "im",
            "ts": f"{slack.clock() + 1:.6f}",
            "message": {**now, "edited": {"user": self.id, "ts": ts}},
            "previous_message": were,
        }
        envelope = envelopes.event(slack, "message", fields, f"Ev{slack.number()}")
        return self.rungs.deliver(self, envelope)

    def open_home(self) -> View:
        """Open the bot's Home; what is on it."""
        slack = self.rungs.slack
        self.rungs.event(
            "app_home_opened", by=self, user=self.id, channel=slack.direct(self.id).id, tab="home"
        )
        assert self.id in slack.homes, "Home stayed empty"
        return slack.homes[self.id]

    @property
    def home(self) -> View:
        """Their Home as it was published last."""
        return self.rungs.slack.homes[self.id]

    def sees(self, channel: str | None = None) -> list[Message]:
        """The messages that they can see now, in all places or in a channel (its name)."""
        place = self.rungs.channels[channel].id if channel else None
        return [m for m in self.rungs.slack.seen_by(self.id) if place in (None, m.channel)]

    @property
    def inbox(self) -> list[Message]:
        """What the bot wrote to them directly, as it stands now."""
        slack = self.rungs.slack
        return [m for m in slack.messages(self.id) if m.user == slack.bot_user]

    def _can_see(self, screen: Message | View) -> bool:
        slack = self.rungs.slack
        if isinstance(screen, Message):
            return any(screen is message for message in slack.seen_by(self.id))
        before_them = [*slack.modals.get(self.id, []), slack.homes.get(self.id)]
        return any(view and view.id == screen.id for view in before_them)


def _chosen(element: Json, what: str) -> Json:
    """What the action of a click carries beside its ids."""
    if element["type"] == "button":
        return {"text": element["text"], "value": element.get("value", "")}
    offered = [option for option in options(element) if option["text"]["text"] == what]
    assert offered, f"choose one of its options, not {what!r}"
    if element["type"] in ("checkboxes", "multi_static_select"):
        return {"selected_options": offered}
    return {"selected_option": offered[0]}


def _unknown(view: View, values: Mapping[str, Any]) -> set[str]:
    """The fields, by name or label, that a form has not."""
    return values.keys() - {*view.labels.keys(), *view.labels.values()}


def _fill(view: View, values: Mapping[str, Any], rungs: "Rungs") -> dict[str, dict[str, Json]]:
    """The form's state.values, as Slack sends them."""
    names = {text: name for name, text in view.labels.items()}
    wanted = {names.get(key, key): value for key, value in values.items()}
    unknown = _unknown(view, values)
    assert not unknown, f"no field {sorted(unknown)}; there is {view.labels}"
    filled: dict[str, dict[str, Json]] = {}
    for block, element in view.elements:
        if element["type"] in INITIAL:
            state = initial_state(element)
            if block["block_id"] in wanted:
                state[INITIAL[element["type"]][1]] = _typed(
                    element, wanted[block["block_id"]], rungs
                )
            filled.setdefault(block["block_id"], {})[element["action_id"]] = state
    return filled


def _typed(element: Json, value: Any, rungs: "Rungs") -> Any:
    """A value in the form in which Slack sends it."""
    several = INITIAL[element["type"]][1].endswith("s")
    if several:
        listed = [] if value is None else [value] if isinstance(value, str | User) else list(value)
        return [_single(element, one, rungs) for one in listed]
    return None if value is None else _single(element, value, rungs)


def _single(element: Json, value: Any, rungs: "Rungs") -> Any:
    if isinstance(value, User):
        return value.id
    if isinstance(value, date):
        return value.isoformat()
    if options(element):
        found = [o for o in options(element) if value in (o["text"]["text"], o["value"])]
        offered = [option["text"]["text"] for option in options(element)]
        assert len(found) == 1, f"{value!r} is not one of {offered}"
        return found[0]
    if "users" in element["type"]:
        return rungs.users[value].id if value in rungs.users else value
    if "conversation" in element["type"] or "channel" in element["type"]:
        return rungs.channels[value].id if value in rungs.channels else value
    return str(value)


def _complete(view: View, filled: Mapping[str, Mapping[str, Json]]) -> None:
    """Fail where Slack itself would not let a form be handed in."""
    for block, element in view.elements:
        if block["type"] != "input" or element["type"] not in INITIAL:
            continue
        value = filled[block["block_id"]][element["action_id"]][INITIAL[element["type"]][1]]
        what = f"Slack keeps the form: {view.labels[block['block_id']]!r}"
        assert value or block.get("optional"), f"{what} is empty"
        if isinstance(value, str):
            assert len(value) <= element.get("max_length", 3000), f"{what} is too long"
            assert len(value) >= element.get("min_length", 0), f"{what} is too short"
