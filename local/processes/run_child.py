"""Starts a program as a child that ends with its parent, however that one ends.

    run_child.py [--signal NAME] [--user UID:GID] [--reach] [--named] [--parent PID]
                 -- PROGRAM ARGUMENT...

The program replaces this script and keeps its process id. Linux only, by prctl(2) and capset(2):
`--signal` is what the kernel sends when the parent is gone. `--user` gives up root, as PostgreSQL
asks for; with `--reach` the right to pass directories that only root may enter is kept, because a
checkout below one (/root, a temporary directory) could not be used otherwise. With `--named` a user
id that no name belongs to, as a container may be given, has one for the program: initdb asks for it.
"""

import argparse
import ctypes
import os
import pwd
import signal

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE = 1
CLONE_NEWUSER = 0x10000000
CAPABILITY_VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def prctl(option: int, first: int, second: int = 0) -> None:
    arguments = [ctypes.c_ulong(value) for value in (first, second, 0, 0)]
    checked(libc.prctl(option, *arguments), f"prctl({option})")


class CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class CapabilitySets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def keep_only(capability: int) -> None:
    """Keep one capability, through exec as well, and drop every other one."""
    mask = 1 << capability
    sets = (CapabilitySets * 2)(CapabilitySets(mask, mask, mask), CapabilitySets(0, 0, 0))
    header = CapabilityHeader(CAPABILITY_VERSION_3, 0)
    checked(libc.capset(ctypes.byref(header), ctypes.byref(sets)), "capset")
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def give_up_root(user: str, reach: bool) -> None:
    uid, gid = (int(part) for part in user.split(":"))
    if reach:
        # Capabilities then stay over setuid, and access(2), by which initdb looks for its files,
        # counts them.
        prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if reach:
        keep_only(CAP_DAC_OVERRIDE)


def borrow_a_name() -> None:
    """Be, for what looks users up, one that has a name: in a user namespace of the program's own.

    What it writes belongs to the real user all the same.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        pwd.getpwuid(uid)
    except KeyError:
        pass
    else:
        return
    try:
        known = next(entry for entry in pwd.getpwall() if entry.pw_uid != 0)
        checked(libc.unshare(CLONE_NEWUSER), "unshare")
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{known.pw_uid} {uid} 1"),
            ("gid_map", f"{known.pw_gid} {gid} 1"),
        ):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
    except (OSError, StopIteration) as error:
        raise SystemExit(
            f"user {uid} has no entry in /etc/passwd, which PostgreSQL's initdb asks for, and this"
            f" machine lends it none ({error}). Run as a user that has one, or set DATABASE_URL."
        ) from error


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--signal", default="SIGTERM")
    parser.add_argument("--user")
    parser.add_argument("--reach", action="store_true")
    parser.add_argument("--named", action="store_true")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if options.user:
        give_up_root(options.user, options.reach)
    if options.named:
        borrow_a_name()
    # After the change of user, which clears it.
    prctl(PR_SET_PDEATHSIG, signal.Signals[options.signal].value)
    if os.getppid() != options.parent:
        raise SystemExit("the parent is gone already")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
