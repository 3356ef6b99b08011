"""The biaochi command: up, serve, import, repair. The only distribution that may import all the others."""

from biaochi_chassis.foundation.garbage import collect_rarely

# Before anything else is loaded: by the default, a tenth of a start goes into looking for garbage among what it loads.
collect_rarely()
