"""action.yml and the workflows, step by step, as GitHub's runner would run them."""
import json, os, re, subprocess, urllib.parse, yaml
import sys
from scratch import *

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
OUTPUTS = {"exit-code", "sarif", "markdown", "kam", "key", "folder"}


def worked_out(text, context):
    """A text with its expressions put in. What is not known here is a mistake."""
    def value(expression):
        expression = expression.strip()
        if literal := re.fullmatch(r"'([^']*)'", expression):
            return literal[1]
        assert re.fullmatch(r"(inputs|steps|runner|github)(\.[\w-]+)+", expression), f"not known: {expression}"
        return context.get(expression, "")
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: value(found[1]), text)


def holds(condition, context):
    """`a == 'b' && c != 'd'`, with what is known."""
    def one(part):
        left, sign, right = re.fullmatch(r"\s*(\S+) (==|!=) '([^']*)'\s*", part).groups()
        return (context.get(left, "") == right) == (sign == "==")
    return all(one(part) for part in condition.split("&&"))


class Job:
    """A folder that is checked out, and what one step tells another."""

    def __init__(self, workspace):
        self.workspace, self.context, self.summary, self.log = workspace, {}, "", ""
        self.temp = place("temp")
        self.temp.mkdir(parents=True)

    def step(self, step, path=None):
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
        env = environment(**env)
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
            if "if" in step and not holds(step["if"], self.context):
                continue
            if "uses" in step:
                same("used by the action", step["uses"], "actions/cache@v4")
                assert all(worked_out(value, self.context) for value in step["with"].values())
                continue
            code = self.step(step)
            if code:
                break
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
        if "new-since" in inputs:
            assert set(inputs) == {"new-since"}
            if knows_new_since():
                new_since()
            continue
        job, code, outputs = check(example("."), **inputs)
        same(f"docs/ci.md, {name}", code, 1)
        if "ignore" in str(inputs):
            assert "due-soon" not in job.log
    missing("GitHub: a run on GitHub itself: the cache, uploading SARIF, writing the comment")


def new_since():
    """A merge of a branch into main, as a pull request is checked out: only what the branch brings is red."""
    repository = example(".")
    run("git", "switch", "--quiet", "-c", "change", cwd=repository)
    (repository / "RECORDS.md").write_text("x\n")
    commit(repository)
    run("git", "switch", "--quiet", "main", cwd=repository)
    run("git", "merge", "--quiet", "--no-ff", "-m", "m", "change", cwd=repository)
    same("a change that brings nothing", check(repository, new_since="HEAD^1")[1], 0)
    run("git", "switch", "--quiet", "change", cwd=repository)
    (repository / "tasks" / "late.toml").write_text('account = "yunfan"\ntitle = "x"\nowner = "zhoumin"\ndue = 2026-03-01\n')
    commit(repository)
    run("git", "switch", "--quiet", "main", cwd=repository)
    run("git", "merge", "--quiet", "--no-ff", "-m", "m", "change", cwd=repository)
    same("a change that brings a finding", check(repository, new_since="HEAD^1")[1], 1)
    same("no revision, as in the morning", check(repository, new_since="")[1], 1)
    same("a revision that is not there", check(repository, new_since="nowhere")[1], 2)


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
        install, checked = [step for step in steps if "run" in step]
        for step in (install, checked):
            job = Job(book)
            same(f"{lang}: {step['run']}", job.step(step), 0)
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
    built()
    documented(blocks)
    of_init()
    print("GitHub: the action and the workflows hold")
