"""Every way something about notifications is refused: one class a rule, with its stable code."""

from biaochi_chassis.foundation.refusal import Refused


class UnknownNotification(Refused):
    """The caller was notified of nothing under this number."""

    code = "UNKNOWN_NOTIFICATION"


class ChannelNotSetUp(Refused):
    """This platform, or this city, has no such way to people."""

    code = "CHANNEL_NOT_SET_UP"
