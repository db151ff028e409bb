"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself."""
import yaml
from scratch import *

BAD = 'account = "nobody"\ntitle = "x"\n'


def pre_commit(*args, cwd, code=0, home):
    return run(sys.executable, "-m", "pre_commit", *args, cwd=cwd, code=code, PRE_COMMIT_HOME=str(home))


def book_with(block, home, whole=False):
    """A new book with this block as its configuration, about the hooks as they are in this folder."""
    config = yaml.safe_load(block)
    [of] = config["repos"]
    hooks, revision = source(whole)
    of |= {"repo": hooks.as_uri(), "rev": revision}
    book = clean_book()
    (book / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    pre_commit("validate-config", cwd=book, home=home)
    pre_commit("install", cwd=book, home=home)
    run("git", "add", "--all", cwd=book)
    return book


def set_up(blocks, home):
    """The commands that switch the hooks on, as the page has them; the second tells what is wrong already."""
    book = book_with(blocks["pre-commit: installed"], home)
    (book / ".git/hooks/pre-commit").unlink()
    path = f"{pathlib.Path(sys.executable).parent}:{environment()['PATH']}"
    run("bash", "-e", "-c", blocks["pre-commit: switched on"], cwd=book, PATH=path, PRE_COMMIT_HOME=str(home))
    assert (book / ".git/hooks/pre-commit").is_file()


def documented(block, home, whole=False):
    """A commit that breaks the book is refused, also one that takes a record away; one that does not is let through."""
    book = book_with(block, home, whole)
    send = lambda code: (run("git", "add", "--all", cwd=book),
                         run("git", "commit", "-m", "x", cwd=book, code=code, PRE_COMMIT_HOME=str(home)))[1]
    send(0)
    (book / "tasks").mkdir()
    (book / "tasks/t.toml").write_text(BAD)
    printed = send(1)
    assert "unknown-reference" in printed, printed
    (book / "tasks/t.toml").unlink()
    (book / "people/lina.toml").write_text('name = "Li Na"\nmanager = "me"\n')
    send(0)
    (book / "people/me.toml").rename(book / "me.gone")
    printed = send(1)
    assert "unknown-reference" in printed, printed


def hooks():
    """The hooks differ in how kam gets there, and in nothing else."""
    built, installed = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    same("the hooks", (built["id"], built["language"], installed["id"], installed["language"]),
         ("kam-check", "rust", "kam-check-system", "system"))
    told = ("id", "language", "description")
    same("the rest of them", {**built, **dict.fromkeys(told)}, {**installed, **dict.fromkeys(told)})


def every(blocks):
    home = place("home")
    home.mkdir(parents=True)
    pre_commit("validate-manifest", ROOT / ".pre-commit-hooks.yaml", cwd=WORK, home=home)
    hooks()
    set_up(blocks, home)
    documented(blocks["pre-commit: installed"], home)
    if knows_new_since():
        documented(blocks["pre-commit: new since"], home)
    # `kam-check` is the same command; what remains is that pre-commit builds it.
    if BUILD:
        documented(blocks["pre-commit"], home, whole=True)
    else:
        book_with(blocks["pre-commit"], home)
        missing("pre-commit: kam built by pre-commit (only with --build)")
    print("pre-commit: the hooks hold")
