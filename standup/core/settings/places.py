"""Which time zone somebody means: by its name, by a city, or by an abbreviation."""

from collections.abc import Mapping
from functools import cache

from standup.core.cities import CITIES
from standup.core.language import now_spoken
from standup.core.text.letters import without_accents
from standup.core.zones import zone_names

_CONTINENTS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic"}
    | {"Australia", "Europe", "Indian", "Pacific"}
)
_ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {  # several: it is asked which
    "acst": ("Australia/Adelaide", "Australia/Darwin"),
    "aedt": ("Australia/Sydney",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "awst": ("Australia/Perth",),
    "brt": ("America/Sao_Paulo",),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "cat": ("Africa/Maputo",),
    "cest": ("CET",),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "cdt": ("America/Chicago", "America/Havana"),
    "eat": ("Africa/Nairobi",),
    "edt": ("America/New_York",),
    "eest": ("EET",),
    "est": ("America/New_York", "America/Panama"),
    "et": ("America/New_York",),
    "gmt": ("Europe/London", "UTC"),
    "gst": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "hkt": ("Asia/Hong_Kong",),
    "hst": ("Pacific/Honolulu",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "mdt": ("America/Denver",),
    "msk": ("Europe/Moscow",),
    "mst": ("America/Denver", "America/Phoenix"),
    "nzdt": ("Pacific/Auckland",),
    "nzst": ("Pacific/Auckland",),
    "pdt": ("America/Los_Angeles",),
    "pkt": ("Asia/Karachi",),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "pt": ("America/Los_Angeles",),
    "sast": ("Africa/Johannesburg",),
    "sgt": ("Asia/Singapore",),
    "wat": ("Africa/Lagos",),
    "west": ("WET",),
    "wib": ("Asia/Jakarta",),
}
_CITIES_OF_TWO = {  # cities of one name in two zones, of which the database knows one
    "cordoba": ("America/Cordoba", "Europe/Madrid"),
    "la_paz": ("America/La_Paz", "America/Mazatlan"),
    "portland": ("America/Los_Angeles", "America/New_York"),
    "santiago": ("America/Santiago", "Europe/Madrid"),
    "st_johns": ("America/St_Johns", "America/Antigua"),
    "victoria": ("America/Vancouver", "Indian/Mahe"),
    "birmingham": ("Europe/London", "America/Chicago"),
    "san_jose": ("America/Los_Angeles", "America/Costa_Rica"),
    "cambridge": ("Europe/London", "America/New_York"),
    "georgetown": ("America/Guyana", "Asia/Kuala_Lumpur"),
    "hyderabad": ("Asia/Kolkata", "Asia/Karachi"),
    "valencia": ("Europe/Madrid", "America/Caracas"),
}


def zones_of(words: str) -> tuple[str, ...]:
    """The zones that the words may mean: none, the one, or several of which to ask."""
    said = _folded(words)
    if said in _ABBREVIATIONS:
        return tuple(zone for zone in _ABBREVIATIONS[said] if zone in zone_names())
    if zone := _by_name().get(said):
        return (zone,)
    if said in _CITIES_OF_TWO:
        return _CITIES_OF_TWO[said]
    city = _by_city().get(said) or _by_city_in(now_spoken()).get(said)
    return (city,) if city else ()


def _folded(words: str) -> str:
    """As a zone's name would spell it: "New York" is new_york."""
    plain = without_accents(words.strip().strip(".!?")).casefold()
    return "_".join(plain.replace(".", " ").replace("-", " ").replace("_", " ").split())


@cache
def _by_name() -> Mapping[str, str]:
    """Zones by their own names, but for those whose signs or clocks mislead."""
    misleading = ("Etc/", "GMT", "Greenwich", "posixrules")
    return {_folded(name): name for name in zone_names() if not name.startswith(misleading)}


@cache
def _by_city_in(language: str) -> Mapping[str, str]:
    """The cities that name zones, as a language calls them: Lissabon."""
    from babel import Locale  # noqa: PLC0415 - few ever ask

    called = Locale.parse(language).time_zones
    known = zone_names()
    return {
        _folded(said["city"]): zone
        for zone, said in called.items()
        if "city" in said and zone in known
    }


@cache
def _by_city() -> Mapping[str, str]:
    parts = ((name, *name.split("/")) for name in zone_names() if name.count("/") == 1)
    others = {_folded(city): zone for city, zone in CITIES.items()}
    own = {_folded(city): name for name, continent, city in parts if continent in _CONTINENTS}
    return others | own
