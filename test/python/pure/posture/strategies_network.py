"""Random HTTP servers: exposure, trusted proxies, bans and logging."""

from ipaddress import ip_address, ip_network
from logging import ERROR, WARNING

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import HttpSettings, Webhook

from .build import settings

proxies = st.lists(
    st.sampled_from(["127.0.0.1/32", "0.0.0.0/0", "10.0.0.0/8", "192.168.1.0/24", "172.18.0.0/16"]),
    max_size=2,
    unique=True,
).map(lambda found: tuple(map(ip_network, found)))


@st.composite
def http_settings(draw: st.DrawFn) -> HttpSettings:
    """Return settings of the HTTP server."""
    return settings(
        pending=draw(st.booleans()),
        error=draw(st.sampled_from([None, "not_promoted", "apply_failed"])),
        use_x_forwarded_for=draw(st.booleans()),
        cors_allowed_origins=draw(st.sampled_from([(), ("*",), ("http://x.org",), ("http://a",)])),
        use_x_frame_options=draw(st.booleans()),
        yaml_migrated=draw(st.booleans()),
    )


@st.composite
def networks(draw: st.DrawFn) -> dict[str, object]:
    """Return changes to the network."""
    gateways = st.sampled_from([(), (ip_address("192.168.1.1"),), (ip_address("192.168.1.20"),)])
    bridges = st.sampled_from([(), (ip_network("172.18.0.0/16"),)])
    return {"gateways": draw(gateways), "bridges": draw(bridges)}


@st.composite
def cores(draw: st.DrawFn) -> dict[str, object]:
    """Return changes to the core configuration."""
    return {
        "allowed_dirs": draw(st.sampled_from([(), ("/",), ("/media",)])),
        "debugger": draw(st.booleans()),
        "ban_log_level": draw(st.sampled_from([WARNING, ERROR])),
        "debug_loggers": draw(st.sampled_from([(), ("homeassistant.auth",)])),
    }


webhooks = st.lists(
    st.builds(
        Webhook,
        component=st.just("automation"),
        name=st.sampled_from(["Door", "<b>"]),
        local_only=st.booleans(),
        guessable=st.booleans(),
    ),
    max_size=2,
).map(lambda found: {"webhooks": tuple(found)})

ban_lists = st.fixed_dictionaries(
    {"parses": st.booleans(), "refused_lines": st.sampled_from([(), (1, 7)])}
)
