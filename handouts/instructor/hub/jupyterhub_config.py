"""Rumour or Reality on a JupyterHub: what the server of every student is started with.

The Littlest JupyterHub reads this file in jupyterhub_config.d, Zero to JupyterHub in hub.extraFiles.
"""

c = get_config()  # noqa: F821 (JupyterHub puts it there)

c.Spawner.default_url = "/lab/tree/course/00-start-here.ipynb"

# When a class arrives at once, the last server waits for all others: 25 of them took a minute on two processors.
c.Spawner.start_timeout = c.Spawner.http_timeout = 180

# Who collects sheets from this server, and what for. Students read these words beside a switch that is off, and only
# what they make while it is on can be collected. Without this line, nothing is collected and no switch is shown.
# c.Spawner.environment["SEMINAR_COLLECTOR"] = "by the teacher of this course, to be marked"
