"""What an organisation is for, and what people note of themselves."""

from dataclasses import dataclass

from goals.errors import FieldProblems, Missing, Refusal, TooLong

MISSION_LENGTH = 300
PRIORITIES_LENGTH = 1500
ABOUT_LENGTH = 1500


@dataclass(frozen=True, slots=True)
class Mission:
    """What the organisation is for, in a sentence or two, and what comes first now."""

    words: str
    priorities: str = ""

    @property
    def line(self) -> str:
        """Its first line, for where one line stands."""
        return next((line.strip() for line in self.words.splitlines() if line.strip()), "")


@dataclass(frozen=True, slots=True)
class AboutMe:
    """A person's own notes; `for_leads` lets the leads of their teams read them too."""

    strengths: str = ""
    aspirations: str = ""
    for_leads: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.strengths or self.aspirations)


class NotAnAdmin(Refusal):
    """Only a Slack admin may do this."""


def mission_of(words: str, priorities: str) -> Mission:
    """A mission as it may be kept. Raises FieldProblems, named as in Mission."""
    problems = _too_long(words=(words, MISSION_LENGTH), priorities=(priorities, PRIORITIES_LENGTH))
    if not words.strip():
        problems["words"] = Missing()
    if problems:
        raise FieldProblems(problems)
    return Mission(words.strip(), priorities.strip())


def about_me_of(strengths: str, aspirations: str, for_leads: bool) -> AboutMe:
    """A person's notes as they may be kept. Raises FieldProblems, named as in AboutMe."""
    problems = _too_long(
        strengths=(strengths, ABOUT_LENGTH), aspirations=(aspirations, ABOUT_LENGTH)
    )
    if problems:
        raise FieldProblems(problems)
    return AboutMe(strengths.strip(), aspirations.strip(), for_leads)


def _too_long(**fields: tuple[str, int]) -> dict[str, Refusal]:
    return {
        name: TooLong(len(text.strip()), limit)
        for name, (text, limit) in fields.items()
        if len(text.strip()) > limit
    }
