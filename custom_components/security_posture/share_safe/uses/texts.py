"""Split plain text: entities, actions, icons, colors, versions, names in slug form."""

from collections.abc import Iterator
import re
from typing import Final

from .. import vocabulary
from ..vocabulary import word_set
from .identifiers import identifier_use
from .model import Part, Use

# Domains whose entities or actions people name.
NAMED_DOMAINS: Final = word_set("named_domains")
_FILE_ENDINGS: Final = word_set("file_endings")
_MIME: Final = (
    r"(?:application|audio|font|image|multipart|text|video)/(?:x-[a-z-]{1,30}|vnd\.[\w.+-]{1,40}|json"
    r"|xml|html|plain|css|csv|javascript|octet-stream|pdf|zip|png|jpe?g|gif|webp|svg(?:\+xml)?|mp[34]"
    r"|mpeg|wave?|ogg|webm|aac|flac|form-data|event-stream|calendar)(?![\w.-])"
)
_SPECIAL: Final = re.compile(
    # The name of an icon, a color, a path of a picture.
    r"(?P<never_a_name>(?<![\w:/.-])(?:mdil?|hass|hassio|phu|fa[sbrl]|fapro|si|bha|cil|hue|simpleicons|m[34][ro]s?"
    r"|material(?:-\w{1,20})?|custom-brand-icons|bi|cbi|wi|entypo):[a-z0-9][\w-]{0,80}"
    r"|(?<![\w&/#])\#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])"
    r"|(?<!\w)(?:rgb|hsl)a?\([\d\s,.%/deg]{1,60}\)"
    r"|(?<!\w)var\(--[\w-]{1,80}"
    r"|(?<!\w)[Mm]\s?-?[\d.]{1,12}[\s,-][\d\s.,eE+MmLlHhVvCcSsQqTtAaZz-]{8,}+"
    rf"|(?<![\w/.-]){_MIME}"
    r"|(?<!\w)gfonts://[\w+-]{0,60}(?:@\w{1,20})?"
    r"|(?<!\w)media-source://\w{0,40}"
    r"|(?<![\w@.])@?[\w.-]{1,80}+@(?:v\d{1,5}(?:\.\d{1,5}){0,2}|\d{1,5}(?:\.\d{1,5}){1,2})"
    r"(?:-[\w.]{1,30})?(?![\w.])"
    r")"
    # A file that people named: "/local/people/anna.jpg", a picture, a sound.
    r"|/(?:local|media|config/www|homeassistant/www)/(?!community/)"
    r"(?P<folder>[^\s\"'<>?#|{}\\]{1,300}+)"
    r"|(?<=/)(?P<file>[^\s/\"'<>?#|{}\\=:]{1,100}\.(?:jpe?g|png|gif|webp|mp[34]|m4[av]|wav|ogg|flac|aac|mov)"
    r"(?!\w))"
    # The host of an address is one part.
    r"|(?P<address>(?<!\w)[a-z][a-z0-9+.-]{1,15}+://[^\s/\"'<>{}\\|]{1,255}+)"
    # The name of a logger.
    r"|(?P<keyword>(?<![\w.])(?:homeassistant\.(?:components|helpers|core|util|config|loader|setup|auth)"
    r"|custom_components)(?:\.\w{1,60}){0,6}"
    r"|</?[a-z][a-z0-9-]{0,40}(?=[\s>/]))"
    # An entity or an action.
    r"|(?<![\w.@])(?P<domain>[a-z][a-z_]{1,40})\.(?P<object>[a-z0-9_*?]{1,255}+)(?![A-Z@])"
    # "${name}" of a substitution, a name in slug form.
    r"|\$\{?(?P<variable>[A-Za-z_]\w{0,79})"
    r"|(?<![\w&])(?P<slug>[A-Za-z0-9]{1,80}+(?:_[A-Za-z0-9]{0,80}+){1,20}+)(?![\w@])"
    r'|"(?P<member>[\w-]{1,80})"(?=\s{0,4}:)'
)
# What every special part has; most texts for people have none.
_SIGN: Final = re.compile(r"[:#(/@$_\"<]|\.[a-z0-9_*?]|[Mm]\s?-?[\d.]")
_PHONE_APP: Final = "mobile_app_"


def split_text(text: str, use: Use, begin: int = 0, end: int | None = None) -> Iterator[Part]:
    """Yield the parts of a text without templates."""
    stop = len(text) if end is None else end
    if _SIGN.search(text, begin, stop) is None:
        if begin < stop:
            yield Part(begin, stop, use)
        return
    done = begin
    for match in _SPECIAL.finditer(text, begin, stop):
        parts = _parts(match, use)
        if parts is None:
            continue
        if done < match.start():
            yield Part(done, match.start(), use)
        yield from parts
        done = match.end()
    if done < stop:
        yield Part(done, stop, use)


def _parts(match: re.Match[str], use: Use) -> tuple[Part, ...] | None:  # noqa: PLR0911
    """Return the parts of a match other than keywords; None if it is ordinary text."""
    kind = match.lastgroup
    if kind == "never_a_name":
        return (Part(*match.span(), Use.NEVER_A_NAME),)
    if kind == "object":
        found = entity_parts(match["domain"], match["object"], match.start("object"))
        if found is None and (name := _of_identifier(match, "object")) and "_" in match["object"]:
            return (Part(match.start(), match.start("object"), use), *name)
        return found
    if kind == "address" or (kind == "member" and use is not Use.VALUE):
        return None
    if kind in ("folder", "file"):
        begin = match.start(kind)
        path = _of_path(begin, match[kind], use)
        before = (Part(match.start(), begin, use),) if begin > match.start() else ()
        return (*before, *path)
    if kind in ("variable", "slug", "member"):
        return _of_identifier(match, kind)
    return ()


# The name of a folder or a file, without its type.
_STEM: Final = re.compile(r"(?:\A|(?<=/))[^/]+?(?=(?:\.\w{1,5})?(?:/|\Z))")


def _of_path(begin: int, path: str, use: Use) -> Iterator[Part]:
    """Yield the names of folders and files, without their types."""
    done = 0
    for match in _STEM.finditer(path):
        if done < match.start():
            yield Part(begin + done, begin + match.start(), use)
        yield Part(begin + match.start(), begin + match.end(), Use.OBJECT_ID)
        done = match.end()
    if done < len(path):
        yield Part(begin + done, begin + len(path), use)


def _of_identifier(match: re.Match[str], kind: str) -> tuple[Part, ...] | None:
    found = identifier_use(match[kind])
    return None if found is Use.KEYWORD else (Part(*match.span(kind), found),)


def entity_parts(domain: str, name: str, begin: int) -> tuple[Part, ...] | None:
    """Return the part of an entity or action that people named; None if it is neither."""
    if vocabulary.is_action(domain, name):
        return ()
    if domain not in NAMED_DOMAINS or name in _FILE_ENDINGS:
        return None
    skipped = len(_PHONE_APP) if name.startswith(_PHONE_APP) else 0
    return (Part(begin + skipped, begin + len(name), Use.OBJECT_ID),)


_TWO_WORDS: Final = re.compile(
    r"[^\W\d_]{2,40}(?:\\?['\u2019][^\W\d_]{1,3})?[,.!?:]?\s{1,3}[^\W\d_]{2,40}"
)
_CODE: Final = re.compile(r"[=;{}$|<>`]|://|\s-{1,2}\w|^[/.~]")
_NAME: Final = r"[^\W\d_a-z][^\W_]{0,40}+(?:['\u2019][^\W\d_]{0,3}+)?+"
_AND: Final = r"(?>\s{0,2}[&+,/-]\s{0,2}|\s{1,2})"
_CAPITALIZED: Final = re.compile(rf"{_NAME}(?>{_AND}{_NAME}){{0,5}}")
_HAN: Final = re.compile(
    r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


# Characters that decide whether a text is for people.
LOOK_AT: Final = 400


def split_quoted(text: str) -> Iterator[Part]:
    """Yield the parts of a value, with the texts for people that it quotes: of a command."""
    done = 0
    for match in _QUOTED.finditer(text) if "'" in text or '"' in text else ():
        span = match.span(match.lastgroup or 0)
        if (use := literal_use(text[slice(*span)], Use.VALUE)) is Use.VALUE:
            continue
        yield from split_text(text, Use.VALUE, done, span[0])
        yield from split_text(text, use, *span)
        done = span[1]
    yield from split_text(text, Use.VALUE, done)


_QUOTED: Final = re.compile(r"\"(?P<double>[^\"\n]{1,400}+)\"|(?<!\w)'(?P<single>[^'\n]{1,400}+)'")


def literal_use(text: str, use: Use) -> Use:
    """Return TEXT for a value that is written for people."""
    if use is not Use.VALUE:
        return use
    text = text[:LOOK_AT].strip()
    is_text = _CAPITALIZED.fullmatch(text) or (
        (_TWO_WORDS.search(text) or (not text.isascii() and _HAN.search(text)))
        and not _CODE.search(text)
    )
    return Use.TEXT if is_text else use
