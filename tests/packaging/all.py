"""Everything that puts kam into CI; see `run` beside this file."""
import sys
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
    shallow = place()
    run("git", "clone", "--quiet", "--depth=1", repository.as_uri(), shallow, cwd=WORK)
    assert "unshallow" in run(KAM, "-C", shallow, "--at", "HEAD~1", "check", cwd=WORK, code=2)
    run("bash", "-c", blocks["unshallow"], cwd=shallow)
    run(KAM, "-C", shallow, "--at", "HEAD~1", "check", "--fail-on=never", cwd=WORK)


blocks = blocks()
commands(blocks)
github.every(blocks)
gitlab.every(blocks)
before_commit.every(blocks)
nothing_obeyed()
