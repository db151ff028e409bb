"""Everything that puts kam into CI; see `run` beside this file."""
import os, pathlib, platform, re, shlex, shutil, subprocess, sys
import before_commit, github, gitlab
from scratch import *


def commands(blocks):
    """The commands of docs/ci.md that stand by themselves."""
    repository = example(".")
    for line in blocks["codeowners"].splitlines():
        (repository / ".github").mkdir(exist_ok=True)
        run("bash", "-c", line, cwd=repository)
    assert "/kam.toml" in (repository / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/kam.toml" in (repository / "CODEOWNERS").read_text(encoding="utf-8")
    (repository / "new.md").write_text("x\n")
    commit(repository)
    new = place()
    run("git", "clone", "--quiet", repository.as_uri(), new, cwd=WORK)
    (new / "people/lina.toml").write_text('name = "Li Na"\n')
    for line in blocks["diff"].splitlines():
        assert "person/lina" in run("bash", "-c", line, cwd=new), line
    shallow = place()
    run("git", "clone", "--quiet", "--depth=1", repository.as_uri(), shallow, cwd=WORK)
    assert "unshallow" in run(KAM, "-C", shallow, "--at", "HEAD~1", "check", cwd=WORK, code=2)
    run("bash", "-c", blocks["unshallow"], cwd=shallow)
    run(KAM, "-C", shallow, "--at", "HEAD~1", "check", "--fail-on=never", cwd=WORK)


def needs_nothing(program, *args):
    """Runs a program where there is nothing else: no file, no variable, no library. What it printed, and its exit code."""
    data = program.read_bytes()
    at, size, count = (int.from_bytes(data[begin:begin + length], "little") for begin, length in ((32, 8), (54, 2), (56, 2)))
    kinds = [int.from_bytes(data[at + n * size:at + n * size + 4], "little") for n in range(count)]
    assert data[:4] == b"\x7fELF" and 3 not in kinds, f"{program} asks for a loader, so it is not static"
    root = place("root")
    shutil.copytree(ROOT / "examples/software", root / "book")
    shutil.copy(program, root / "program")
    if os.geteuid() == 0:
        enter = lambda: (os.chroot(root), os.chdir("/"))
        command = "/program"
    else:
        enter, command = (lambda: os.chdir(root)), "./program"
        missing("static: run where there is nothing else (only root may)")
    done = subprocess.run([command, *args], env={}, preexec_fn=enter, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def static(block):
    """The static program, built as the page says."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return missing("static: it is for Linux on x86-64")
    flags, = re.findall(r'^RUSTFLAGS="([^"]*)" cargo build --release --locked', block)
    target, = re.findall(r"--target (\S+)", block)
    if BUILD:
        run("bash", "-c", block, cwd=ROOT)
        program = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / target / "release/kam"
        code, printed = needs_nothing(program, "-C", "book", "--as-of", "2026-04-01", "check")
        same(f"the static program: {printed}", (code, "overdue-task" in printed), (1, True))
        code, printed = needs_nothing(program, "-C", "book", "check", "--at", "HEAD")
        same(f"the static program without git: {printed}", (code, "git is needed" in printed), (2, True))
    else:
        # As cheap as can be: a program of one line, made with the same flags.
        folder = place()
        folder.mkdir(parents=True)
        (folder / "one.rs").write_text('fn main() { println!("here"); }')
        run("rustc", *shlex.split(flags), "--target", target, "one.rs", cwd=folder)
        same("a static program", needs_nothing(folder / "one"), (0, "here\n"))
        missing("static: kam built as a static program (only with --build)")
    print("static: the program needs nothing")


blocks = blocks()
commands(blocks)
static(blocks["static"])
github.every(blocks)
gitlab.every(blocks)
before_commit.every(blocks)
nothing_obeyed()
