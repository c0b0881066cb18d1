"""What is noted on a report as a whole: strings with values, as pages of another language need them."""

NOT_A_DATE = "%(shown)r is not a date; write it as %(example)s"
PUBLISHED = "published: %(fault)s"
FROM_TEXT = "publication day %(day)s is read from the text"
FROM_DATELINE = "publication day %(day)s is read from the dateline"
FROM_HIJRI = "publication day %(day)s is reckoned from a Hijri date: it may be a day off"
FROM_ADDRESS = "publication day %(day)s is read from the address"
NO_DAY = "no publication day is known: relative days stay unresolved"
NO_ARABIC = "no Arabic letter is in the text"
HTML = "the text looks like HTML: its tags are read as words"
NOTES = (FROM_TEXT, FROM_DATELINE, FROM_HIJRI, FROM_ADDRESS, NO_DAY, NO_ARABIC, HTML, PUBLISHED, NOT_A_DATE)
