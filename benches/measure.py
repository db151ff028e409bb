"""One run of a program, measured: what the scripts beside this one share."""
import os, pathlib, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def fail(message):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {message}")


def done(*command):
    if subprocess.run(command, cwd=ROOT).returncode:
        fail(f"`{' '.join(command)}` failed")


def built_kam():
    """The program as it is released; the build is a matter of a moment where it was done."""
    done("cargo", "build", "--release", "--locked", "--bin", "kam")
    return str(pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "kam")


def measure(command):
    """Wall seconds, CPU seconds and peak MiB of one run, its output thrown away."""
    null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1)]
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=null)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    if status:
        fail(f"`{' '.join(command)}` ended with {os.waitstatus_to_exitcode(status)}")
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return wall, usage.ru_utime + usage.ru_stime, peak


def must_be_book(*folders):
    for folder in folders:
        if not (pathlib.Path(folder) / "kam.toml").is_file():
            fail(f"{folder} is not a book: it has no kam.toml")
