"""A real JupyterHub with its real proxy, on this machine alone, and students who use it over HTTP and websockets.

It is laid out as The Littlest JupyterHub lays it out, and the pack is put there by the script that an administrator
runs. Each student has a Unix account of their own, which exists only for the hub: it runs in a mount namespace with its
own list of accounts. That needs root.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import uuid
from contextlib import suppress
from pathlib import Path

import npm
import psutil
import requests
import websocket
from requests.adapters import HTTPAdapter
from support import PACK, free_ports
from urllib3 import Retry

HUB_FILES = PACK / "handouts" / "instructor" / "hub"
PASSWORD = "for the test"
FIRST_ID = 61_001
"""The number of the first account; a machine that is tested gives such high ones to nobody."""
NOBODY = 65_534
NEEDS = "each student needs a Unix account of their own, and only root can start a server under another account"
PATIENCE = 300
"""Seconds after which a student gives up."""


def can_run():
    """Whether this machine can hold such a hub."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and sys.platform == "linux"


def python_for_all():
    """A Python that every account can start: that of the tests may stand in the home folder of root."""
    for found in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            if subprocess.run([found, "-c", "import venv"], user=NOBODY, group=NOBODY).returncode == 0:
                return found
    raise AssertionError("no Python that an ordinary account can start; expected /usr/bin/python3 with python3-venv")


def run(*command, **options):
    """Run *command*; what it says is in the error if it fails."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Site:
    """The folders of a server: The Littlest JupyterHub in ``tljh``, the pack in ``pack``, students in ``home``."""

    def __init__(self, folder, students):
        self.folder, self.students = folder, students
        self.tljh, self.pack, self.home = folder / "tljh", folder / "srv" / "rumour-or-reality", folder / "home"
        self.state = folder / "state"
        folder.chmod(0o755)
        for made in (self.home, self.state, self.tljh / "hub" / "bin"):
            made.mkdir(parents=True)
        self.state.chmod(0o700)
        self._copy_the_pack()
        self._make_accounts()
        shim = self.tljh / "hub" / "bin" / "tljh-config"
        shim.write_text(
            f'#!/bin/sh\n[ "$1" = show ] || echo "$@" >> {self.tljh}/told\n'
        )  # it is on no package registry
        shim.chmod(0o755)
        npm.run("install", "--prefix", self.tljh / "hub", "configurable-http-proxy@5", cwd=folder)

    def _copy_the_pack(self):
        tracked = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=PACK)
        for path in filter(None, tracked.split("\0")):
            (self.pack / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PACK / path, self.pack / path)

    def _make_accounts(self):
        for kind in ("passwd", "group"):
            shutil.copy(f"/etc/{kind}", self.folder / kind)
        for number, name in enumerate(self.students, FIRST_ID):
            home = self.home / name
            home.mkdir(mode=0o700)
            os.chown(home, number, number)
            with open(self.folder / "passwd", "a") as accounts, open(self.folder / "group", "a") as groups:
                accounts.write(f"{name}:x:{number}:{number}::{home}:/bin/sh\n")
                groups.write(f"{name}:x:{number}:\n")

    def take(self, version):
        """Have the environments of the hub and of its users, with JupyterHub in that *version*, and the pack in it."""
        python = python_for_all()
        for name, more in (("hub", ["jupyterhub-idle-culler>=2,<3"]), ("user", ["pip"])):
            where = self.tljh / name
            run("uv", "venv", "--quiet", "--allow-existing", f"--python={python}", where)
            packages = [f"jupyterhub=={version}.*", *more]
            run("uv", "pip", "install", "--quiet", "--compile-bytecode", f"--python={where}/bin/python", *packages)
        return self.install()

    def install(self):
        """Run the script of the administrator; what it said."""
        elsewhere = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        environment = {**elsewhere, "TLJH_INSTALL_PREFIX": str(self.tljh)}
        return run("bash", self.pack / "handouts/instructor/hub/install.sh", env=environment, cwd=self.folder)

    def uid(self, name):
        return FIRST_ID + self.students.index(name)

    def answers(self, name):
        return self.home / name / ".local" / "share" / "seminar-answers"


CONFIG = """
import glob
c = get_config()
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.Authenticator.allowed_users = set({students!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{inner}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{routes}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.Spawner.cmd = [{singleuser!r}]
c.Spawner.environment.update({{"SEMINAR_COLLECTOR": "by the test, to be marked"}})
c.Authenticator.admin_users = {{"s1"}}
for found in sorted(glob.glob({configs!r})):
    load_subconfig(found)
"""
MOUNTS = """
mount --bind {folder}/passwd /etc/passwd
mount --bind {folder}/group /etc/group
{more}
echo mounted
read -r line
"""


class Hub:
    """A hub that runs on a *site*. The homes of the students in *small* hold so many kilobytes and no more."""

    def __init__(self, site, small=(), kilobytes=3_000):
        self.site = site
        self.port, self.routes = free_ports(), free_ports()
        self.address = f"http://127.0.0.1:{self.port}"
        self._write_config()
        disk = f"mount -t tmpfs -o size={kilobytes}k,mode=700"
        mounts = [f"{disk},uid={site.uid(name)},gid={site.uid(name)} none {site.home}/{name}" for name in small]
        script = MOUNTS.format(folder=site.folder, more="\n".join(mounts))
        unshare = ["unshare", "--mount", "--propagation", "private", "sh", "-ec", script]
        self._accounts = subprocess.Popen(unshare, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._accounts.stdout.readline() == "mounted\n"
        self.log, self._said = [], []
        self.start()

    def _write_config(self):
        site = self.site
        config = CONFIG.format(
            password=PASSWORD,
            students=site.students,
            port=self.port,
            inner=self.port + 1,
            routes=self.routes,
            proxy=str(site.tljh / "hub" / "node_modules" / ".bin" / "configurable-http-proxy"),
            singleuser=str(site.tljh / "user" / "bin" / "jupyterhub-singleuser"),
            configs=str(site.tljh / "config" / "jupyterhub_config.d" / "*.py"),
        )
        (site.state / "jupyterhub_config.py").write_text(config)

    def start(self):
        """Start the hub and wait until it says that it runs."""
        path = f"{self.site.tljh}/user/bin:{self.site.tljh}/hub/bin:/usr/local/bin:/usr/bin:/bin"
        environment = {"PATH": path, "LANG": "C.UTF-8", "HOME": str(self.site.state)}
        environment["TLJH_INSTALL_PREFIX"] = str(self.site.tljh)
        program = [f"{self.site.tljh}/hub/bin/jupyterhub", "-f", f"{self.site.state}/jupyterhub_config.py"]
        command = ["nsenter", f"--mount=/proc/{self._accounts.pid}/ns/mnt", f"--wdns={self.site.state}", *program]
        self.process = subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        for line in self.process.stderr:
            self.log.append(line)
            if "JupyterHub is now running" in line:
                break
        else:
            raise AssertionError("".join(self.log[-30:]))
        reader = threading.Thread(target=self.log.extend, args=[self.process.stderr])
        reader.start()
        self._said.append((reader, self.process.stderr))

    def processes(self, *words):
        """The processes of this site whose command has all *words*."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            line = " ".join(process.info["cmdline"] or ())
            if str(self.site.folder) in line and all(word in line for word in words):
                found.append(process)
        return found

    def kill(self, *words):
        """Kill what runs here and has these *words* in its command, as a machine does that has no memory left."""
        killed = self.processes(*words)
        assert killed, words
        for process in killed:
            process.kill()
        psutil.wait_procs(killed)

    def stop(self):
        """End the hub, its proxy and all servers, as an administrator does."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._accounts.communicate("")
        for reader, stream in self._said:  # now nobody is left who could say something
            reader.join()
            stream.close()

    def processes_of(self, name):
        """The server and the kernels of a student."""
        return [one for one in psutil.process_iter() if _uid(one) == self.site.uid(name)]

    def kill_processes_of(self, name):
        """Kill the server and the kernels of a student."""
        killed = self.processes_of(name)
        for process in killed:
            process.kill()
        psutil.wait_procs(killed)

    def worked(self, name):
        """Seconds that processors have worked for a student until now."""
        return sum(sum(one.cpu_times()[:2]) for one in self.processes_of(name))

    def wait_for(self, path):
        """Wait until *path* answers again: the hub starts its proxy or a service anew where one has ended."""
        with requests.Session() as session:
            again = Retry(connect=40, status_forcelist=[503, 404], backoff_factor=0.05, backoff_max=1)
            session.mount(self.address, HTTPAdapter(max_retries=again))
            session.get(f"{self.address}{path}", timeout=PATIENCE).raise_for_status()

    def kill_hub(self):
        """Kill the hub alone: the proxy and the servers of the students run on."""
        self.process.kill()
        self.process.wait()

    def memory(self, name=None):
        """Megabytes (PSS) of the processes of student *name*, or of the hub and its proxy: kind → sum."""
        found = {}
        whose = 0 if name is None else self.site.uid(name)
        for process in self.processes() if name is None else psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if _uid(process) == whose:
                    line = " ".join(process.cmdline())
                    kinds = {"ipykernel": "kernel", "singleuser": "server", "configurable-http": "proxy"}
                    kind = next((kind for word, kind in kinds.items() if word in line), "hub")
                    found[kind] = found.get(kind, 0) + pss(process.pid)
        return found


def _uid(process):
    """The account of a *process*, None where it has ended meanwhile."""
    with suppress(psutil.Error):
        return process.uids().real


def pss(pid):
    """The share of a process in the memory of the machine, in megabytes."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) / 1024


class Refused(Exception):
    """The hub said no; *status* and *text* are what it answered."""

    def __init__(self, answer):
        super().__init__(f"{answer.status_code}: {textwrap.shorten(answer.text, 300)}")
        self.status, self.text = answer.status_code, answer.text


class Student:
    """A browser of the student *name*, without the screen: it sends what JupyterLab and the boxes of a page send."""

    def __init__(self, hub, name):
        self.hub, self.name, self.web, self.line = hub, name, requests.Session(), None

    def log_in(self, password=PASSWORD):
        """Log in, have the server started, and open the page that comes first. Raises Refused."""
        inside = f"{self.hub.address}/hub"
        self.web.get(f"{inside}/login", timeout=PATIENCE)
        token = self._cookie("_xsrf", "/hub/")
        form = {"username": self.name, "password": password, "_xsrf": token}
        answer = self.web.post(f"{inside}/login", data=form, allow_redirects=False, timeout=PATIENCE)
        if answer.status_code != 302:
            raise Refused(answer)
        self.web.get(f"{inside}/spawn", allow_redirects=False, timeout=PATIENCE)
        self._wait_for_the_server(f"{inside}/api/users/{self.name}/server/progress")
        self.first = self.web.get(f"{inside}/user-redirect/", timeout=PATIENCE)
        if self.first.status_code != 200:
            raise Refused(self.first)
        return self

    def _wait_for_the_server(self, progress):
        token = self._cookie("_xsrf", "/hub/")
        with self.web.get(progress, headers={"X-XSRFToken": token}, stream=True, timeout=PATIENCE) as events:
            if events.status_code != 200:
                raise Refused(events)
            for line in events.iter_lines():
                event = json.loads(line[5:]) if line.startswith(b"data:") else {}
                assert not event.get("failed"), event
                if event.get("ready"):
                    return

    def _cookie(self, name, path):
        return self.web.cookies.get(name, path=path)

    def at(self, path, of=None):
        """The address of *path* on the student’s own server, or on that *of* another."""
        return f"{self.hub.address}/user/{of or self.name}/{path}"

    def get(self, path, of=None, **how):
        return self.web.get(self.at(path, of), timeout=PATIENCE, **how)

    def post(self, path, content):
        token = {"X-XSRFToken": self._cookie("_xsrf", f"/user/{self.name}/")}
        return self.web.post(self.at(path), json=content, headers=token, timeout=PATIENCE)

    def stop_server(self):
        """Have the own server stopped, as the hub does with one that nobody has used for long."""
        token = {"X-XSRFToken": self._cookie("_xsrf", "/hub/")}
        address = f"{self.hub.address}/hub/api/users/{self.name}/server"
        answer = self.web.delete(address, headers=token, timeout=PATIENCE)
        assert answer.status_code in (202, 204), answer.text
        return self

    def leave(self):
        """Close the browser: the server and the kernel go on."""
        if self.line:
            self.line.close()
        self.web.close()

    def load_lab(self):
        """Ask for what JupyterLab asks for at its start."""
        asked = ("api/me", "lab/api/settings", "lab/api/translations", "api/nbconvert", "api/kernelspecs")
        for path in (*asked, "api/terminals", "api/contents/rumour-or-reality"):
            self.get(path)
        return self

    def open(self, name="06-lists-or-scores.ipynb"):
        """Open a page of the course, with a kernel of its own."""
        path = f"rumour-or-reality/{name}"
        self.page = self.get(f"api/contents/{path}").json()
        session = {"path": path, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
        answer = self.post("api/sessions", session)
        if answer.status_code != 201:
            raise Refused(answer)
        self.kernel = answer.json()["kernel"]["id"]
        return self.connect()

    def connect(self):
        """Open the line to the kernel, as a page does that was loaded anew."""
        self._session = uuid.uuid4().hex
        own = [one for one in self.web.cookies if f"/user/{self.name}/".startswith(one.path)]
        address = self.at(f"api/kernels/{self.kernel}/channels?session_id={self._session}")
        cookie = "; ".join(f"{one.name}={one.value}" for one in own)
        if self.line:
            self.line.close()
        self.line = websocket.create_connection(address.replace("http", "ws", 1), cookie=cookie, timeout=PATIENCE)
        self.models, self.views = {}, {}
        return self

    def _send(self, kind, content, metadata=None):
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "username": "", "session": self._session, "version": "5.3"}
        message = {"channel": "shell", "header": {**header, "date": ""}, "parent_header": {}, "content": content}
        self.line.send(json.dumps({**message, "metadata": metadata or {}, "buffers": []}))
        return number

    def _hear(self):
        """The next message of the kernel: its kind, what it answers, and its content."""
        raw = self.line.recv()
        if isinstance(raw, bytes):
            start, end = (int.from_bytes(raw[at : at + 4], "big") for at in (4, 8))
            raw = raw[start:end]
        message = json.loads(raw)
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "comm_open":
            self.models[content["comm_id"]] = dict(content["data"].get("state", {}))
        elif kind == "comm_msg" and content["data"].get("method") == "update":
            self.models.setdefault(content["comm_id"], {}).update(content["data"]["state"])
        return kind, message["parent_header"].get("msg_id"), content

    def _execute(self, code, **metadata):
        return self._send("execute_request", {"code": code, "silent": False, "stop_on_error": True}, metadata)

    def ask(self, code):
        """What *code* prints in the kernel, or how it fails."""
        number, said = self._execute(code), ""
        while True:
            kind, answers, content = self._hear()
            if answers != number:
                continue
            if kind == "stream":
                said += content["text"]
            elif kind == "error":
                said += f"{content['ename']}: {content['evalue']}"
            elif kind == "execute_reply":
                return said.strip()

    def run_all(self, first=lambda: None):
        """Run all cells; returns what went wrong. *first* is called when the first live view is there."""
        cells = [cell for cell in self.page["content"]["cells"] if cell["cell_type"] == "code"]
        asked = {self._execute("".join(cell["source"]), cellId=cell["id"]): cell["id"] for cell in cells}
        waiting = {(number, end) for number in asked for end in ("execute_reply", "idle")}  # by two ways, in any order
        errors = []
        while waiting:
            kind, answers, content = self._hear()
            view = content.get("data", {}).get("application/vnd.jupyter.widget-view+json") if answers in asked else None
            if kind == "display_data" and view:
                if not self.views:
                    first()
                self.views[asked[answers]] = view["model_id"]
            elif kind == "error" and answers in asked:
                errors.append(f"{asked[answers]}: {content['evalue']}")
            else:
                waiting.discard((answers, content.get("execution_state", kind)))
        return errors

    def parts(self, cell, kind):
        """The numbers of the parts of that *kind* in the live view of *cell*."""
        state = self.models[self.views[cell]]
        return [key.partition(".")[0] for key, value in state.items() if key.endswith(".kind") and value == kind]

    def shows(self, cell):
        """All that the page knows of the live view of *cell*, as one text."""
        return json.dumps(self.models[self.views[cell]], ensure_ascii=False)

    def do(self, cell, part, event):
        """Do something to a part of the live view of *cell*, and wait for the answer: "" or why it does not count."""
        model, ticket = self.views[cell], uuid.uuid4().hex
        content = {"to": part, "ticket": ticket, "event": event}
        self._send("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": content}})
        while self.models[model].get("answer", {}).get("ticket") != ticket:
            self._hear()
        return self.models[model]["answer"]["fault"]

    def labelled(self, cell, label):
        """The number of the part of *cell* whose label begins so."""
        state = self.models[self.views[cell]]
        return next(key.partition(".")[0] for key, value in state.items() if str(value).startswith(label))

    def write(self, text, cell="06-1-box"):
        """Type *text* into the first box of *cell*; what the page then shows there."""
        assert self.do(cell, self.parts(cell, "text")[0], {"text": text}) == ""
        return self.shows(cell)
