#!/usr/bin/env bash
# Rumour or Reality for every user of The Littlest JupyterHub: installs the pack, or a newer one over an older one.
#
#   sudo bash handouts/instructor/hub/install.sh
#
# The pack stays in the folder in which this file stands, read-only for students. Their answers lie in their own home
# folders, and nothing here touches them. Run it again after each update, while nobody is at work.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
pack=$(cd "$here/../../.." && pwd)
tljh=${TLJH_INSTALL_PREFIX:-/opt/tljh}
python=$tljh/user/bin/python
config=$tljh/hub/bin/tljh-config

# All that lies in the folder of the pack gets another owner: so it must be the pack, and nothing else.
case $pack in
  / | /root | /root/* | /home | /home/* | /tmp)
    echo "The pack lies in $pack, which is no folder for all. Expected it in one of its own, such as /srv/rumour-or-reality. Nothing was changed." >&2
    exit 1
    ;;
esac
if [ ! -e "$pack/notebooks/seminar/__init__.py" ] || ! grep -qs '^name = "seminar"$' "$pack/pyproject.toml"; then
  echo "This is no pack: $pack. Leave this file in the pack, and run it as hub.md says. Nothing was changed." >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "This needs the rights of root. Expected: sudo bash $0" >&2
  exit 1
fi
if [ ! -x "$python" ] || [ ! -x "$config" ]; then
  echo "The Littlest JupyterHub was not found in $tljh. Install it first, as hub.md says, then run this again." >&2
  exit 1
fi

# Everybody can read the pack, and only root can change it: a correction reaches all at once, and no student another's.
chown -R root:root "$pack"
chmod -R u+rwX,go+rX,go-w "$pack"
if ! runuser -u nobody -- test -r "$pack/notebooks/seminar/__init__.py"; then
  echo "Students cannot open $pack. Move the pack to a folder that all can read, such as /srv, and run this there." >&2
  exit 1
fi

(cd "$pack" && "$python" -m pip install --quiet --disable-pip-version-check -r requirements.txt)
# Students cannot write here: what is not compiled now, each of their kernels would compile anew.
"$python" -m compileall -q "$pack/notebooks/seminar"

settings=$tljh/user/etc/jupyter/jupyter_server_config.py
if [ ! -e "$settings" ] || head -1 "$settings" | grep -q "Rumour or Reality"; then
  install -D -m 644 "$here/jupyter_server_config.py" "$settings"
else
  echo "Kept as it is: $settings has settings of your own. Add the lines of $here/jupyter_server_config.py to it by hand."
fi
mkdir -p "$tljh/config/jupyterhub_config.d"
ln -sfn "$here/jupyterhub_config.py" "$tljh/config/jupyterhub_config.d/rumour-or-reality.py"
install -d -m 700 -o nobody "$tljh/room-of-rumour-or-reality"  # what is voted, while a room is open

"$config" set limits.memory 768M
"$config" set services.cull.timeout 7200
"$config" reload

echo "Ready. Each student finds the pages in the folder “course” after the next start of their server."
