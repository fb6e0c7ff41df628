"""The words of dates and periods, as verbose patterns without regard to case."""

import re

from goals.amounts import SMALL_NUMBERS

LONGEST = 60
"""Characters: more than any date needs."""

MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
WEEKDAY = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|"
    "sat(?:urday)?|sun(?:day)?"
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NTH = "(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
NUMERIC = "(?:0?[1-9]|[12][0-9]|3[01])(?P<sep>[/.-])[0-9]{1,2}(?P=sep)"
YEAR = "(?:19|20)[0-9]{2}"
FLAGS = re.IGNORECASE | re.VERBOSE

FULL_DATE = rf"""(?:
    (?: (?:{WEEKDAY})\.?,?\ )?
    (?: (?:the\ )?{NTH}\ (?:of\ )?(?:{MONTH})\b\.? | (?:{MONTH})\.?\ (?:the\ )?{NTH}(?!\w) )
    (?: ,?\ {YEAR} | ,?\ [0-9]{{4}}(?=\s*(?:$|[,.;)])) | ,?\ ['’][0-9]{{2}} )?
  | {YEAR}(?P<iso>[-/.])[0-9]{{1,2}}(?P=iso)[0-9]{{1,2}} | {NUMERIC}{YEAR}
  | (?:{WEEKDAY})\ (?:of\ )?(?:next\ )?week | next\ week\ (?:on\ )?(?:{WEEKDAY})
  | a\ week\ (?:on|from)\ (?:{WEEKDAY})
  | (?:this|next|coming)\ (?:{WEEKDAY}) )"""
"""A date that stands for itself anywhere in a sentence (a verbose pattern)."""

SHORT_DATE = rf"""(?: {WEEKDAY} | tomorrow | today | tonight
  | {NTH}/[0-9]{{1,2}}(?:/[0-9]{{2}})? | {NTH}\.[0-9]{{1,2}}\. )"""
"""A date only where a word like "by" says so (a verbose pattern)."""

BEFORE = r"before|prior\ to|ahead\ of"
FIRM = rf"by|{BEFORE}|until|till?|on|no\ later\ than|not\ later\ than|due(?:\ by|\ on)?|deadline:?"
LOOSE = r"in|within|over|during|for|at|through(?:out)?"
END_OF = r"(?:the\ )?(?:very\ )?(?:end|close)(?:\ of)?\ "
END_OF_DAY = (
    r"(?:(?:eod|cob|noon|midday|midnight|"
    r"(?:the\ )?(?:end|close)\ of\ (?:the\ )?(?:day|business|play)|"
    r"[0-9]{1,2}(?::[0-9]{2})?\ ?[ap]m|first\ thing),?\ (?:on\ )?)"
)
FISCAL = r"(?:(?P<fiscal>fiscal|financial|business)\ |calendar\ )?"

DETERMINER = r"(?:the\ |our\ |my\ )?"
COUNT = rf"""{DETERMINER}(?:next\ |coming\ |following\ )?
    (?: (?P<count>[0-9]{{1,3}} | an?(?!\ day|\ couple) | a\ couple\ of | {"|".join(SMALL_NUMBERS)})
        \ (?:(?P<working>working|business|work)\ )?
        (?P<unit>day|week|wk|fortnight|month|mth|mo|quarter|year|yr)s?['’]?(?:\ time)?
      | half\ a\ year ) (?!\ old)"""
FROM_NOW = r"\ from\ (?:now|today)"
MONTH_NAME = rf"(?P<month>{MONTH})\b\.?(?:,?\ (?P<year>{YEAR}))?"
START_OF = r"(?P<start>(?:the\ )?(?:very\ )?(?:start|beginning|first\ day)\ of\ )"
SHORT_YEAR = r"(?P<year>(?:fy\ ?|['’])?20[0-9]{2}|(?:fy\ ?|['’])[0-9]{2})"

NO_SUCH_DAY = rf"""(?: (?:0|00|3[2-9]|[4-9][0-9])(?:st|nd|rd|th)?\ (?:of\ )?(?:{MONTH})\b
  | (?:{MONTH})\.?\ (?:the\ )?(?:0|00|3[2-9]|[4-9][0-9])(?:st|nd|rd|th)?(?=\s*(?:$|[,.;)]))
  | (?:3[2-9]|[4-9][0-9])/(?:0?[1-9]|1[0-2])(?:/[0-9]{{2,4}})? )"""
IN_MONTH = rf"(?:{MONTH_NAME}|(?P<which>(?:the|this|next|the\ next)\ month))"


def is_before(firm: str) -> bool:
    return re.fullmatch(BEFORE, firm.strip(), FLAGS) is not None
