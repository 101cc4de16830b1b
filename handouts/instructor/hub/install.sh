#!/usr/bin/env bash
# Rumour or Reality for every user of The Littlest JupyterHub: installs the pack, or a newer one over an older one.
#
#   sudo -E bash handouts/instructor/hub/install.sh
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
  echo "This needs the rights of root. Expected: sudo -E bash $0" >&2
  exit 1
fi
if [ ! -x "$python" ] || [ ! -x "$config" ]; then
  echo "The Littlest JupyterHub was not found in $tljh. Install it first, as hub.md says, then run this again." >&2
  exit 1
fi

if ! "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "The Python of $tljh is older than 3.11, which the pack needs. Install a newer TLJH first. Nothing was changed." >&2
  exit 1
fi
for own in answers marking class-pack quizzes course older-pages; do
  if [ -e "$pack/$own" ]; then
    echo "Somebody worked in this pack: students could read the folder “$own”. Move $pack/$own to where it is safe, then run this again. Nothing was changed." >&2
    exit 1
  fi
done

trap '[ $? = 0 ] || echo "Not finished. Answers of students are untouched. Mend what the lines above say and run this again; hub.md says how to go back." >&2' EXIT
umask 022

# Everybody can read the pack, and only root can change it: a correction reaches all at once, and no student another's.
# Keys, solutions and what Git keeps are for root alone.
chown -R root:root "$pack"
for own in "$pack/.git" "$pack/handouts/instructor"; do
  if [ -e "$own" ]; then chmod -R u+rwX,go-rwx "$own"; fi
done
find "$pack" \( -path "$pack/.git" -o -path "$pack/handouts/instructor" \) -prune -o ! -type l -exec chmod u+rwX,go+rX,go-w {} +
if ! (cd / && runuser -u nobody -- test -r "$pack/notebooks/seminar/__init__.py"); then
  echo "Students cannot open $pack. Move the pack to a folder that all can read, such as /srv, and run this there." >&2
  exit 1
fi

(cd "$pack" && "$python" -m pip install --quiet --disable-pip-version-check -r requirements.txt)
# Students cannot write here: what is not compiled now, each of their kernels would compile anew.
"$python" -m compileall -q "$pack/notebooks/seminar"

# put FILE PLACE: a copy that students can read. What was changed by hand there is kept as PLACE.before.
put() { install -D -C -b -S .before -m 644 "$here/$1" "$2"; }

settings=$tljh/user/etc/jupyter/jupyter_server_config.py
if [ ! -e "$settings" ] || head -1 "$settings" | grep -q "Rumour or Reality"; then
  put jupyter_server_config.py "$settings"
else
  echo "Kept as it is: $settings has settings of your own. Add the lines of $here/jupyter_server_config.py to it by hand."
fi
put room_service.py "$tljh/user/share/rumour-or-reality/room_service.py"
# JupyterHub reads this folder by the names in it, and what it reads later wins: yours.
put jupyterhub_config.py "$tljh/config/jupyterhub_config.d/00-rumour-or-reality.py"
rm -f "$tljh/config/jupyterhub_config.d/rumour-or-reality.py" # the link of an older pack
install -d -m 700 "$tljh/room-of-rumour-or-reality" # what is voted, while a room is open
chown nobody "$tljh/room-of-rumour-or-reality"

# suggest KEY VALUE: sets what nobody has set on this server.
suggest() {
  local now
  now=$("$config" show | "$python" -I -c '
import sys, yaml
at = yaml.safe_load(sys.stdin)
for name in sys.argv[1].split("."):
    at = (at or {}).get(name)
print("" if at is None else at)' "$1")
  if [ -z "$now" ]; then
    "$config" set "$1" "$2"
  elif [ "$now" != "$2" ]; then
    echo "Kept as it is: $1 is $now. For this pack alone it would be $2."
  fi
}
suggest limits.memory 768M
suggest services.cull.timeout 7200
(cd / && runuser -u nobody -- "$python" -I -c "import seminar")
"$config" reload

echo "Ready. Each student finds the pages in the folder “rumour-or-reality” after the next start of their server."
