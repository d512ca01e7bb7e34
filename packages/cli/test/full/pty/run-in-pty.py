"""Runs a command in a pseudo-terminal.

Usage: run-in-pty.py COLUMNS ROWS COMMAND [ARGUMENT...]

Standard input has one JSON value per line: {"write": TEXT}, {"signal": NUMBER}, or {"resize": [COLUMNS, ROWS]}. Standard
output is what the terminal shows. At the end, the last line of standard error is JSON: the exit code or the signal that
ended the command, and whether the terminal still echoes, edits lines, and turns Ctrl-C into a signal.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def obey(command, child, terminal):
    if "write" in command:
        os.write(terminal, command["write"].encode())
    if "signal" in command:
        os.kill(child, command["signal"])
    if "resize" in command:
        resize(terminal, *command["resize"])


def read_terminal(terminal):
    """Returns nothing at the end: Linux then reports EIO."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def main():
    columns, rows, *command = sys.argv[1:]
    # The parent keeps the terminal open, so that its mode can be read after the command has ended.
    terminal, peer = pty.openpty()
    resize(terminal, int(columns), int(rows))
    child = os.fork()
    if child == 0:
        os.setsid()
        fcntl.ioctl(peer, termios.TIOCSCTTY, 0)
        for stream in (0, 1, 2):
            os.dup2(peer, stream)
        os.closerange(3, 64)
        os.execvp(command[0], command)

    ended_read, ended_write = os.pipe()
    os.set_blocking(ended_write, False)
    signal.set_wakeup_fd(ended_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    sources = [terminal, sys.stdin.fileno(), ended_read]
    pending = b""
    status = None
    while True:
        ready, _, _ = select.select(sources, [], [], 0 if status is not None else None)
        if terminal in ready:
            sys.stdout.buffer.write(read_terminal(terminal))
            sys.stdout.buffer.flush()
        if sys.stdin.fileno() in ready:
            chunk = os.read(sys.stdin.fileno(), 65536)
            if not chunk:
                sources.remove(sys.stdin.fileno())
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                obey(json.loads(line), child, terminal)
        if status is None and ended_read in ready:
            os.read(ended_read, 64)
            ended, wait_status = os.waitpid(child, os.WNOHANG)
            status = wait_status if ended else None
        elif status is not None and terminal not in ready:
            break

    flags = termios.tcgetattr(peer)[3]
    report = {
        "exitCode": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "echo": bool(flags & termios.ECHO),
        "lines": bool(flags & termios.ICANON),
        "interrupts": bool(flags & termios.ISIG),
    }
    sys.stderr.write(json.dumps(report) + "\n")


main()
