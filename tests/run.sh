#!/usr/bin/env bash
# The tests of the pack, from nothing: environment, test requirements, a browser, fonts, then pytest and nbval.
# Words after the command go to pytest, for instance: bash tests/run.sh -k answers
# With --all also the long ones, those in Firefox and WebKit, those with a screen reader, and those that install the
# pack once more elsewhere; with --all --servers everything; with --keep-times what starts first is kept anew. Where a
# file is named only that file is run.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  wanted=(git python3-venv chromium fonts-noto-core fonts-noto-cjk bubblewrap)
  [[ " $* " == *" --all "* ]] && wanted+=(firefox-esr webkit2gtk-driver xvfb orca at-spi2-core dbus xdotool)
  if ! dpkg --status "${wanted[@]}" >/dev/null 2>&1; then
    apt-get update --quiet=2
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends "${wanted[@]}" >/dev/null
  fi
fi

git ls-files --error-unmatch README.md >/dev/null 2>&1 || {
  echo "The tests look at what Git tracks. In an unpacked archive run this first: git init --quiet && git add ." >&2
  exit 1
}

unset VIRTUAL_ENV PYTHONPATH  # what is open in this terminal may be another environment, or another pack
python3 -m venv .venv-tests
bin=$PWD/.venv-tests/bin
"$bin/pip" install --quiet --disable-pip-version-check -r requirements.txt -r tests/requirements.txt
command -v chromium >/dev/null || "$bin/playwright" install chromium

export PATH=$bin:$PATH
ruff check --quiet . && ruff format --quiet --check .

ready=$SECONDS

# Kernels that nbval starts must not touch a reader's own answers.
SEMINAR_ANSWERS=$(mktemp -d)
export SEMINAR_ANSWERS
ended() {
  rm -rf "$SEMINAR_ANSWERS"
  echo "Seconds: $ready to get ready, $((SECONDS - ready)) for the tests."
}
trap ended EXIT
places=(tests notebooks)
for word in "$@"; do
  [[ $word == *.py* || $word == *.ipynb* ]] && places=()
done
# Two files at a time, the slowest first, since much of the time goes in waiting for kernels and pages; a hang must end
# in a report.
python -m pytest --nbval --numprocesses=2 --dist=loadfile --no-loadscope-reorder --timeout=600 \
  --durations=10 --durations-min=1 ${places[@]+"${places[@]}"} "$@"
