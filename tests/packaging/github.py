"""action.yml and the workflows, step by step, as GitHub's runner would run them."""
import json, os, re, shutil, subprocess, urllib.parse, yaml
import sys
from scratch import *

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
OUTPUTS = {"exit-code", "sarif", "markdown", "diff", "no-diff", "kam", "key", "folder"}


def worked_out(text, context):
    """A text with its expressions put in. What is not known here is a mistake."""
    def value(expression):
        expression = expression.strip()
        if literal := re.fullmatch(r"'([^']*)'", expression):
            return literal[1]
        if chosen := re.fullmatch(r"(\S+) == '([^']*)' && '([^']*)' \|\| '([^']*)'", expression):
            return chosen[3] if context.get(chosen[1], "") == chosen[2] else chosen[4]
        assert re.fullmatch(r"(inputs|steps|runner|github)(\.[\w-]+)+", expression), f"not known: {expression}"
        return context.get(expression, "")
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: value(found[1]), text)


def holds(condition, context):
    """`always() && a == 'b' && c != 'd'`, with what is known."""
    def one(part):
        if part.strip() == "always()":
            return True
        left, sign, right = re.fullmatch(r"\s*(\S+) (==|!=) '([^']*)'\s*", part).groups()
        return (context.get(left, "") == right) == (sign == "==")
    return all(one(part) for part in condition.split("&&"))


class Job:
    """A folder that is checked out, and what one step tells another."""

    def __init__(self, workspace):
        self.workspace, self.context, self.summary, self.log = workspace, {}, "", ""
        self.temp = place("temp")
        self.temp.mkdir(parents=True)

    def step(self, step, path=None, **more):
        """Runs one `run` step; its exit code."""
        assert "${{" not in step["run"], f"an expression stands inside a script: {step['run']}"
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "script.sh")}
        for file in files.values():
            file.write_text("")
        files["script.sh"].write_text(step["run"], encoding="utf-8")
        env = {name: worked_out(str(value), self.context) for name, value in step.get("env", {}).items()}
        env |= {"GITHUB_WORKSPACE": str(self.workspace), "GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(self.temp),
                "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "GITHUB_OUTPUT": str(files["GITHUB_OUTPUT"]),
                "GITHUB_STEP_SUMMARY": str(files["GITHUB_STEP_SUMMARY"])}
        env = environment(**{**env, **more})
        if path:
            env["PATH"] = path
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", str(files["script.sh"])], cwd=self.workspace,
                              env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.log += done.stdout
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            assert name in OUTPUTS, f"an output that nobody asked for: {line}"
            self.context[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode

    def action(self, inputs):
        """Runs the action; its exit code and its outputs."""
        assert set(inputs) <= set(ACTION["inputs"]), f"not among the inputs: {inputs}"
        self.context = {f"inputs.{name}": str(inputs.get(name, of["default"])) for name, of in ACTION["inputs"].items()}
        code = 0
        for step in ACTION["runs"]["steps"]:
            condition = step.get("if", "")
            if code and "always()" not in condition or condition and not holds(condition, self.context):
                continue
            if "uses" in step:
                same("used by the action", step["uses"], "actions/cache@v4")
                assert all(worked_out(value, self.context) for value in step["with"].values())
                continue
            code = self.step(step) or code
        return code, {name: worked_out(of["value"], self.context) for name, of in ACTION["outputs"].items()}


def check(repository, **inputs):
    job = Job(repository)
    code, outputs = job.action({"kam": KAM, "as-of": "2026-04-01", **{name.replace("_", "-"): value for name, value in inputs.items()}})
    if outputs["exit-code"]:
        same("the output exit-code", outputs["exit-code"], str(code))
    return job, code, outputs


def the_action():
    repository = example("sales/book")
    job, code, outputs = check(repository, book="sales/book")
    same("the example fails", code, 1)
    annotations = re.findall(r"^::(error|warning|notice) file=([^,]*)", job.log, re.M)
    assert annotations and all((repository / urllib.parse.unquote(path)).is_file() for _, path in annotations), job.log
    assert "changed-since-agreed" in job.summary
    sarif = json.load(open(outputs["sarif"], encoding="utf-8"))
    same("SARIF", sarif["version"], "2.1.0")
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in sarif["runs"][0]["results"]}
    assert uris and all((repository / urllib.parse.unquote(uri)).is_file() for uri in uris), uris
    assert open(outputs["markdown"], encoding="utf-8").readline().startswith("<!-- kam check")
    same("what is checked out stays as it is", run("git", "status", "--porcelain", cwd=repository), "")

    same("fail-on: never", check(repository, book="sales/book", fail_on="never")[1], 0)
    _, code, outputs = check(repository, book="sales/book", sarif="out.sarif", markdown="out.md", args="--select=overdue-task\n\n--owner=chenlei\r\n")
    same("files of one's own", (code, outputs["sarif"], outputs["markdown"]), (1, "out.sarif", "out.md"))
    rules = {result["ruleId"] for result in json.load(open(repository / "out.sarif", encoding="utf-8"))["runs"][0]["results"]}
    same("options, one a line", rules, {"overdue-task"})
    for wrong in ({"book": "."}, {"book": "sales/book", "as_of": "tomorrow"}, {"book": "sales/book", "fail_on": "pain"},
                  {"book": "sales/book", "sarif": "a\nexit-code=0"}, {"book": "sales/book", "kam": "kam\nkey=x"}):
        _, code, outputs = check(repository, **wrong)
        same(f"cannot be carried out: {wrong}", (code, outputs["sarif"], outputs["markdown"]), (2, "", ""))


def hostile_inputs():
    folders = [name for name in HOSTILE if "/" not in name]
    repository = example(*folders)
    for name in folders:
        job, code, outputs = check(repository, book=name, sarif=f"./{name.strip()}.sarif" if "\n" not in name else "")
        same(f"the book in {name!r}", code, 1)
        assert (repository / outputs["sarif"]).is_file()
        nothing_obeyed()
    for wanted in ("as_of", "fail_on", "new_since", "args", "kam", "sarif", "markdown"):
        for text in HOSTILE:
            check(repository, **{"book": "a b", wanted: text})
            nothing_obeyed()


def built():
    """The action without `kam`: built out of its own source."""
    job = Job(example("."))
    if not BUILD:
        step = ACTION["runs"]["steps"][0]
        job.context = {"inputs.kam": ""}
        same("the key of the source", job.step(step), 0)
        assert re.fullmatch(r"kam-Linux-X64-[0-9a-f]{40}", job.context["steps.program.outputs.key"]), job.context
        return missing("GitHub: kam built by the action (only with --build)")
    code, outputs = job.action({"as-of": "2026-04-01"})
    same(f"built by the action: {job.log[-2000:]}", (code, outputs["kam"].startswith(str(job.temp))), (1, True))


def documented(blocks):
    """The workflows of docs/ci.md: the inputs that they give run, and the outputs that they take exist."""
    for name, block in blocks.items():
        if not name.startswith("github"):
            continue
        workflow = yaml.safe_load(block)
        schema("vendor.github-workflows", block)
        steps = workflow["jobs"]["check"]["steps"]
        same("the whole history", (steps[0]["uses"], steps[0]["with"]["fetch-depth"]), ("actions/checkout@v4", 0))
        used = [step for step in steps if step.get("uses") == "OWNER/kam@REV"]
        same("the action is used", len(used), 1)
        taken = set(re.findall(r"steps\.kam\.outputs\.([\w-]+)", block))
        assert taken <= set(ACTION["outputs"]), taken
        inputs = dict(used[0]["with"])
        if "new-since" in inputs and not knows_new_since():
            continue
        for event in ("push", "pull_request"):
            given = {name: worked_out(text, {"github.event_name": event}) for name, text in inputs.items()}
            repository = pull_request()
            job, code, outputs = check(repository, **given)
            same(f"docs/ci.md, {name}, {event}: {job.log}", code, 1)
            if "ignore" in str(inputs):
                assert "due-soon" not in job.log
            further(steps, repository, {"github.event_name": event, "github.event.number": "7",
                                        **{f"steps.kam.outputs.{name}": value for name, value in outputs.items()}})
    missing("GitHub: a run on GitHub itself: the cache, uploading SARIF, writing the comment")


def further(steps, repository, context):
    """The steps that follow the action: a comment is made for a pull request alone, of a file that GitHub takes."""
    for step in steps:
        if "run" not in step or not holds(step["if"], context):
            continue
        job, folder = Job(repository), place("bin")
        job.context = context
        folder.mkdir(parents=True)
        (folder / "gh").write_text('#!/bin/sh\necho "$@"\nfor file; do :; done\ncat -- "$file"\n')
        (folder / "gh").chmod(0o755)
        same("the comment", job.step(step, path=f"{folder}:/usr/bin:/bin"), 0)
        first, _, comment = job.log.partition("\n")
        assert first.startswith("pr comment 7 ") and context["github.event_name"] == "pull_request", first
        assert TITLE in comment and "`task/late`" in comment and len(comment) < 65_536, comment


TITLE = "## What was changed\n"
LATE = 'account = "yunfan"\ntitle = "::error::late <b>@team"\nowner = "zhoumin"\ndue = 2026-03-01\n'


def merged(repository, path, text):
    """A file that a branch brings, and the branch merged, as GitHub checks out a pull request."""
    run("git", "switch", "--quiet", "--force-create", "change", cwd=repository)
    (repository / path).write_text(text)
    commit(repository)
    run("git", "switch", "--quiet", "main", cwd=repository)
    run("git", "merge", "--quiet", "--no-ff", "-m", "m", "change", cwd=repository)
    return repository


def pull_request(folder="."):
    return merged(example(folder), f"{folder}/tasks/late.toml", LATE)


def new_since():
    """Only what a branch brings is red, and what it changes is told, whether it is red or not."""
    repository = merged(example("sales/book"), "RECORDS.md", "x\n")
    job, code, outputs = check(repository, book="sales/book", new_since="HEAD^1")
    same("a change that brings nothing", (code, TITLE in job.summary), (0, True))
    merged(repository, "sales/book/tasks/late.toml", LATE)
    job, code, outputs = check(repository, book="sales/book", new_since="HEAD^1", args="--select=no-accountable")
    diff = open(outputs["diff"], encoding="utf-8").read()
    same("options of the check are not those of the diff", (code, "`task/late`" in diff, "2026-04-01" in diff), (0, True, True))
    job, code, outputs = check(repository, book="sales/book", new_since="HEAD^1")
    same("a change that brings a finding", (code, open(outputs["diff"], encoding="utf-8").read()), (1, diff))
    assert job.summary.startswith(diff) and "<!-- kam check" in job.summary[len(diff):], job.summary
    assert "::error::" not in diff + job.summary and "<b>" not in diff and "@team" not in diff, diff
    same("what is checked out stays as it is", run("git", "status", "--porcelain", cwd=repository), "")

    job, code, outputs = check(repository, book="sales/book")
    same("no revision, as in the morning", (code, outputs["diff"], TITLE in job.summary), (1, "", False))
    for wrong in ({"new_since": "nowhere"}, {"new_since": "-x"}, {"new_since": "HEAD..HEAD"}, {"as_of": "tomorrow"}, {"book": "."}):
        job, code, outputs = check(repository, **{"book": "sales/book", "new_since": "HEAD^1", **wrong})
        same(f"cannot be carried out: {wrong}", (code, outputs["diff"], "::warning" in job.log), (2, "", False))
        same("said once", job.log.count("error: "), 1)
    unborn = place()
    shutil.copytree(ROOT / "examples/software", unborn)
    run("git", "init", "--quiet", cwd=unborn)
    _, code, outputs = check(unborn, new_since="HEAD")
    same("a branch without commits", (code, outputs["diff"]), (2, ""))


def hostile_branches():
    """A name that git allows for a branch, and a shell or a comment could misread."""
    repository = pull_request()
    for name in ("$(touch${IFS}x)", "`touch${IFS}x`", "a;touch${IFS}x", "客户", "-rf", "--help", "'\"", "%0A%3A%3Aerror%3A%3Ax",
                 "<b>", "@team", "|x|", "${{github.token}}"):
        run("git", "update-ref", f"refs/heads/{name}", "HEAD^1", cwd=repository)
        job, code, outputs = check(repository, new_since=name)
        same(f"the branch {name}: {job.log}", code, 1)
        diff = open(outputs["diff"], encoding="utf-8").read()
        assert "`task/late`" in diff and "<b>" not in diff and "@team" not in diff, diff
        nothing_obeyed()


def diff_alone():
    """A diff that cannot be carried out is told, and changes nothing about the check; neither does a summary that is not there."""
    repository = merged(example("."), "RECORDS.md", "x\n")
    folder = place("bin")
    folder.mkdir(parents=True)
    (folder / "kam").write_text(f'#!/bin/sh\nfor arg; do [ "$arg" != diff ] || {{ echo "::error::x" >&2; exit 2; }}; done\nexec {KAM} "$@"\n')
    (folder / "kam").chmod(0o755)
    for change, expected in (("RECORDS.md", 0), ("tasks/late.toml", 1)):
        merged(repository, change, LATE)
        job, code, outputs = check(repository, kam=folder / "kam", new_since="HEAD^1")
        told = re.findall(r"^(?:::warning title=kam::|kam diff: ).*", job.log, re.M)
        same(f"no diff of {change}: {job.log}", (code, outputs["diff"], len(told)), (expected, "", 2))
        assert outputs["markdown"] and TITLE not in job.summary and not re.search("^ *::error::", job.log, re.M), job.log
    job, code, outputs = check(repository, kam=folder / "kam", new_since="nowhere")
    same("neither", (code, "::warning" in job.log), (2, False))
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    for summary in ("", str(repository / "none" / "x")):
        job = Job(repository)
        job.context = {f"inputs.{name}": of["default"] for name, of in ACTION["inputs"].items()}
        job.context |= {"steps.program.outputs.kam": str(KAM), "inputs.as-of": "2026-04-01", "inputs.new-since": "HEAD^1"}
        same("no summary", (job.step(step, GITHUB_STEP_SUMMARY=summary), bool(job.context["steps.check.outputs.diff"])), (1, True))


def full_summary():
    """A change of so much that no comment holds it, and no summary the findings: each is cut to what its host takes."""
    repository = example(".")
    for n in range(4_000):
        (repository / f"tasks/late-{n}.toml").write_text(LATE.replace("late", "late " * 60))
    commit(repository)
    job, code, outputs = check(repository, new_since="HEAD^1")
    diff = open(outputs["diff"], encoding="utf-8").read()
    same("the comment of a large change", (code, len(diff) < 65_536, job.summary.startswith(diff)), (1, True, True))
    assert 1_000_000 < len(job.summary.encode()) <= 1_048_576, len(job.summary.encode())


def of_init():
    """The workflow that `kam init` writes, in both languages."""
    for lang in ("en", "zh-CN"):
        book = place()
        book.parent.mkdir(parents=True)
        run(KAM, "--lang", lang, "init", book, cwd=WORK)
        commit(book)
        text = (book / ".github/workflows/kam.yml").read_text(encoding="utf-8")
        schema("vendor.github-workflows", text)
        steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
        same("the whole history", steps[0]["with"]["fetch-depth"], 0)
        install, told, checked = [step for step in steps if "run" in step]
        job = Job(merged(book, "people/lina.toml", 'name = "Li Na"\nmanager = "me"\n'))
        for step in (install, told, checked):
            same(f"{lang}: {step['run']}", job.step(step), 0)
        assert job.summary.index("`person/lina`") < job.summary.index("<!-- kam check"), job.summary
        same("when, and that it fails nothing", (told["if"], told["continue-on-error"]), ("github.event_name == 'pull_request'", True))
        assert "KAM_GIT" in install["run"]
        job = Job(book)
        assert job.step(install, path="/usr/bin:/bin") != 0 and "KAM_GIT" in job.log, job.log
        if not BUILD:
            missing("GitHub: kam built by the workflow of `kam init` (only with --build)")
        elif lang == "en":
            repository, _ = source(whole=True)
            cargo = subprocess.run(["which", "cargo"], text=True, stdout=subprocess.PIPE, check=True).stdout.strip()
            root = place("installed")
            install = {**install, "env": {"KAM_GIT": repository.as_uri(), "CARGO_INSTALL_ROOT": root}}
            code = job.step(install, path=f"{os.path.dirname(cargo)}:/usr/bin:/bin")
            assert code == 0 and (root / "bin/kam").is_file(), job.log[-2000:]


def every(blocks):
    schema("vendor.github-actions", (ROOT / "action.yml").read_text(encoding="utf-8"))
    the_action()
    hostile_inputs()
    if knows_new_since():
        new_since()
        hostile_branches()
        diff_alone()
        full_summary()
    built()
    documented(blocks)
    of_init()
    print("GitHub: the action and the workflows hold")
