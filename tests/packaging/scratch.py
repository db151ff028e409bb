"""Repositories to try things on, the blocks of docs/ci.md, and what is said at the end."""
import os, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KAM = pathlib.Path(sys.argv[1])
BUILD = "--build" in sys.argv[2:]
# Names of folders, and whatever else a stranger may choose, that a shell must not obey. Each would make a file `x`.
HOSTILE = ["a b", "客户台账", "it's \"quoted\"", "$(touch x)", "`touch x`", "a;touch x", "a|touch x", "a && touch x",
           "-rf", "--help", "*", "a\\", "$HOME", "${{ github.token }}", "$[[ inputs.book ]]", "%0A::error::x", "\"\ntouch x\n\""]
_work = tempfile.TemporaryDirectory()
WORK = pathlib.Path(_work.name)
_made = 0
_not = []


def missing(what):
    if what not in _not:
        _not.append(what)
        print(f"NOT CHECKED: {what}")


def same(what, got, expected):
    assert got == expected, f"{what}: {got!r}, not {expected!r}"


def place(name="r"):
    """A folder that is not there yet."""
    global _made
    _made += 1
    return WORK / f"{_made}" / name


def environment(**more):
    """What a job has: nothing of this machine's own settings, and kam in front."""
    path = f"{KAM.parent}:{os.environ['PATH']}"
    # How Rust is got and set up, and the way to the net, are no part of what is tried.
    kept = {name: value for name, value in os.environ.items() if name != "CARGO_INSTALL_ROOT" and (
        name in ("HOME", "SSL_CERT_FILE") or name.startswith(("CARGO_", "RUSTUP_")) or name.lower().endswith("_proxy"))}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Li Na"), ("EMAIL", "lina@example.com"))}
    return {"PATH": path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, **kept, **who, **more}


def run(*command, cwd, code=0, **more):
    """Runs, and gives what was printed."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment(**more), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if code is not None and done.returncode != code:
        sys.exit(f"{command} in {cwd} ended with {done.returncode}, not {code}:\n{done.stdout}")
    return done.stdout


def commit(folder, message="x"):
    if not (folder / ".git").exists():
        run("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    run("git", "add", "--all", "--force", cwd=folder)
    run("git", "commit", "--quiet", "--no-verify", "-m", message, cwd=folder)
    return run("git", "rev-parse", "HEAD", cwd=folder).strip()


def example(*folders):
    """A repository with the worked example in each of these folders, `.` being its top."""
    repository = place()
    for folder in folders:
        shutil.copytree(ROOT / "examples/software", repository / folder)
    commit(repository)
    return repository


def clean_book():
    """A repository with a new book, in which nothing is wrong on any day."""
    repository = place()
    repository.parent.mkdir(parents=True)
    run(KAM, "--lang", "en", "init", repository, cwd=WORK)
    commit(repository)
    return repository


def source(whole):
    """A repository as kam's own is: of this folder's files, or of those alone that pre-commit looks at."""
    repository = place("kam")
    repository.mkdir(parents=True)
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0") if whole else [".pre-commit-hooks.yaml"]
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            (repository / name).write_bytes((ROOT / name).read_bytes())
            (repository / name).chmod((ROOT / name).stat().st_mode)
    return repository, commit(repository)


def nothing_obeyed():
    """No file of the name that each hostile text would have made."""
    made = [path for path in WORK.rglob("x") if path.is_file()]
    assert not made, f"a hostile name was obeyed: {made}"


def blocks():
    """The marked blocks of docs/ci.md; those of the Chinese page are the same."""
    pages = []
    for page in ("docs/ci.md", "docs/ci.zh-CN.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        found = re.findall(r"^<!-- ([^\n]+) -->\n```(?:yaml|sh)\n(.*?)^```$", text, re.M | re.S)
        same(f"{page}: blocks without a marker", text.count("\n```"), 2 * len(found))
        pages.append(dict(found))
    plain = [{name: re.sub(r" *#.*", "", block) for name, block in page.items()} for page in pages]
    same("the blocks of docs/ci.zh-CN.md", plain[1], plain[0])
    return pages[0]


def schema(name, text):
    """The file against the schema that editors use."""
    file = place("file.yml")
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, file, cwd=WORK)


def knows_new_since():
    if "--new-since" in run(KAM, "check", "--help", cwd=WORK):
        return True
    missing("only what a change brings: this kam has no --new-since")
    return False
