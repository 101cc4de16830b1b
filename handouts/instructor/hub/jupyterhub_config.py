"""Rumour or Reality on a JupyterHub: what the server of a student is started with, and the votes of the room.

install.sh puts a copy of this file into the jupyterhub_config.d of The Littlest JupyterHub. Settings of your own stand
in another file there, such as my-course.py: it is read later, so they win, and a newer pack does not touch them.
"""

import os

c = get_config()  # noqa: F821 (JupyterHub puts it there)

c.Spawner.default_url = "/lab/tree/rumour-or-reality/00-start-here.ipynb"

# When a class arrives at once, the last server waits for all others.
c.Spawner.start_timeout = c.Spawner.http_timeout = 180

# Votes in the room, for whoever is logged in. Members of the group “teachers” hold one, and who administers the hub.
tljh = os.environ.get("TLJH_INSTALL_PREFIX", "/opt/tljh")
c.JupyterHub.services.append(
    {
        "name": "room",
        "url": "http://127.0.0.1:18750",
        "command": [f"{tljh}/user/bin/python", f"{tljh}/user/share/rumour-or-reality/room_service.py"],
        "environment": {"SEMINAR_ANSWERS": f"{tljh}/room-of-rumour-or-reality", "ROOM_TEACHERS": "teachers"},
        "user": "nobody",
        "oauth_no_confirm": True,
    }
)
c.JupyterHub.load_roles.append({"name": "user", "scopes": ["self", "access:services!service=room"]})
