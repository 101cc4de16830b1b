"""Kernels that do not import pandas and IPython anew: a process that has imported them forks itself for each.

A kernel is a process of its own, with its own environment and folder, and imports the pack itself. ``lab.Server`` runs
``serve`` once, and its kernel spec calls ``start`` for each kernel, in a small process that ends when the kernel ends.
"""

import json
import os
import signal
import socket
import sys
import threading

USED = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipywidgets", "anywidget", "pandas", "rapidfuzz", "htpy", "yaml")
"""What kernels import, and nothing of the pack."""
LONGEST = 100_000
"""Bytes of what is said of a kernel, most of it the environment."""


def serve(door):
    """Fork a kernel for each process that asks at *door*, a socket, until this process is ended."""
    for name in USED:
        __import__(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a kernel here
    while True:
        line, _ = door.accept()
        if os.fork() == 0:
            door.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            run_kernel(line)
        line.close()


def run_kernel(line):
    """Fork the kernel that was asked for, and end it as soon as whoever asked for it is gone, even if it is stopped."""
    message, streams, _, _ = socket.recv_fds(line, LONGEST, 3)
    kernel = os.fork()
    if kernel == 0:
        become_kernel(json.loads(message), streams)
    line.sendall(str(kernel).encode())
    for stream in streams:
        os.close(stream)

    def end_with_the_asker():
        line.recv(1)
        os.kill(kernel, signal.SIGKILL)

    threading.Thread(target=end_with_the_asker, daemon=True).start()
    os.waitpid(kernel, 0)
    os._exit(0)


def become_kernel(asked, streams):
    """Be the kernel that was *asked* for, with those *streams* in place of one's own."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance(["-f", asked["connection_file"], f"--IPKernelApp.parent_handle={os.getppid()}"])
    os._exit(0)


def start(address, connection_file):
    """Ask at *address* for a kernel, hand on the signals that are meant for it, and end when it ends."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        asked = {"connection_file": connection_file, "folder": os.getcwd(), "environment": dict(os.environ)}
        socket.send_fds(line, [json.dumps(asked).encode()], [0, 1, 2])
        kernel = int(line.recv(20))  # told by the process that watches over it
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda received, _: os.kill(kernel, received))
        line.recv(1)


if __name__ == "__main__":
    start(*sys.argv[1:]) if sys.argv[1:] else serve(socket.socket(fileno=sys.stdin.fileno()))
