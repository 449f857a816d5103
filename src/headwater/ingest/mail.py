"""E-mail (RFC 5322): subject, sender, date and the text; attachments stand as documents of their own."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from headwater.ingest.dates import DateCandidate, make_date
from headwater.ingest.encoding import clean_text, decode_bytes
from headwater.ingest.html import find_charset, parse_html
from headwater.ingest.reading import Given, Reading, UnreadableError

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_TELLING = re.compile(rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_BLOCKS = ["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol"]


def is_mail(head: bytes) -> bool:
    """Whether the first bytes begin an e-mail: fields at once, two of them such as only a mail program writes."""
    if not (_FIELD.match(head) or head.startswith(b"From ")):
        return False
    fields = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return len(_TELLING.findall(fields)) >= 2


def open_mail(data: bytes) -> EmailMessage:
    """The parsed message.

    Raises:
        UnreadableError: The bytes are no message.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
    except (MessageError, ValueError, RecursionError) as error:
        raise UnreadableError("damaged", f"no readable e-mail: {error}", "export the message again as .eml") from error
    return message


def read_mail(data: bytes, given: Given) -> Reading:  # noqa: ARG001  all readers are called alike
    """Text of an e-mail: its plain part, else the words of its HTML part.

    Raises:
        UnreadableError: The message is damaged or has no text.
    """
    message = open_mail(data)
    body = message.get_body(preferencelist=("plain", "html"))
    text = "" if body is None else _text_of(body)
    if not text.strip():
        raise UnreadableError("no_text", "the e-mail has no text", "check whether all of it stands in attachments: add those")
    name, address = parseaddr(_header(message, "From"))
    return Reading(
        text=text,
        title=_header(message, "Subject") or None,
        author=name or address or None,
        language=_header(message, "Content-Language").split(",")[0].strip() or None,
        dates=tuple(_dates_of(message)),
    )


def list_attachments(message: EmailMessage) -> Iterator[tuple[str, str, bytes]]:
    """Name, media type and bytes of each attachment; a message inside a message is one."""
    body = message.get_body(preferencelist=("plain", "html"))
    number = 0
    for part in message.walk():
        is_message = part.get_content_type() == "message/rfc822"
        if part is body or part is message or (part.is_multipart() and not is_message):
            continue
        name = part.get_filename()
        if not (name or is_message or part.get_content_disposition() == "attachment"):
            continue
        number += 1
        if is_message:
            inner = part.get_payload(0)
            content = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
            yield (name or f"message-{number}.eml"), "message/rfc822", content
            continue
        payload = part.get_payload(decode=True)
        yield (name or f"attachment-{number}"), part.get_content_type(), payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name, "")
    except (ValueError, IndexError, AttributeError, TypeError):  # the standard library fails so on some malformed fields
        return ""
    return " ".join(clean_text(str(value)).split())[:500]


def _text_of(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_type() != "text/html":
        return clean_text(decode_bytes(data, charset=charset)[0])
    return clean_text(words_of(decode_bytes(data, charset=charset or find_charset(data))[0]))


def words_of(markup: str) -> str:
    """All words that a fragment of HTML shows, a newline after each block; messages have no body to be told apart."""
    tree = parse_html(markup)
    if tree is None:
        return ""
    for element in tree.xpath("//script | //style | //head | //template | //noscript"):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)


def _dates_of(message: EmailMessage) -> Iterator[DateCandidate]:
    value = _header(message, "Date")
    try:
        sent = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return
    if date := make_date(sent.year, sent.month, sent.day):
        yield DateCandidate(date, "header", f"Date: {value[:80]}")
