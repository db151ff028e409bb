"""templates/kam-check.yml, filled in and run as GitLab's runner would run it."""
import json, shutil, subprocess, xml.etree.ElementTree, yaml
from scratch import *

TEXT = (ROOT / "templates/kam-check.yml").read_text(encoding="utf-8")
HEADER, JOBS = yaml.safe_load_all(TEXT)
INPUTS = HEADER["spec"]["inputs"]


def filled(node, inputs):
    """The job with its inputs put in, text by text, as GitLab does once the file is read."""
    if isinstance(node, dict):
        return {name: filled(value, inputs) for name, value in node.items()}
    if isinstance(node, list):
        return [filled(value, inputs) for value in node]
    if not isinstance(node, str):
        return node
    return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: str(inputs[found[1]]), node)


def job(inputs):
    assert set(inputs) <= set(INPUTS), f"not among the inputs: {inputs}"
    for name, value in inputs.items():
        assert value in INPUTS[name].get("options", [value]), f"{name}: {value}"
    return filled(JOBS, {**{name: of["default"] for name, of in INPUTS.items()}, **inputs})["kam-check"]


def variables(of, given):
    """What the job's variables are, with GitLab's own put in where they may be."""
    def expanded(value):
        return re.sub(r"\$(\w+)|\$\{(\w+)\}", lambda found: given.get(found[1] or found[2], ""), value)
    return {name: expanded(value) if isinstance(value, str) else value["value"] for name, value in of.items()}


def check(repository, shell="sh", given=None, path=None, more=None, **inputs):
    """The exit code, what was printed, and the two reports."""
    of = job({name.replace("_", "-"): value for name, value in {"as_of": "2026-04-01", **inputs}.items()})
    reports = [repository / of["artifacts"]["reports"][name] for name in ("codequality", "junit")]
    for report in reports:
        report.unlink(missing_ok=True)
    env = environment(**variables(of["variables"], given or {}), CI_PROJECT_DIR=str(repository), **(more or {}))
    if path:
        env["PATH"] = path
    begin = "set -e\n" if shell == "sh" else "set -eo pipefail\n"
    done = subprocess.run([shell], input=begin + "\n".join(of["script"]), cwd=repository, env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout, reports


def the_job():
    assert not any("$[[" in line for line in JOBS["kam-check"]["script"]), "an input stands inside the script"
    schema("vendor.gitlab-ci", yaml.safe_dump({"kam-check": job({})}))
    repository = example("sales/book")
    for shell in ("sh", "bash"):
        code, printed, (quality, junit) = check(repository, shell, book="sales/book")
        same(f"the example fails in {shell}: {printed}", code, 1)
        issues = json.loads(quality.read_text(encoding="utf-8"))
        assert issues and all((repository / issue["location"]["path"]).is_file() for issue in issues)
        assert xml.etree.ElementTree.parse(junit).getroot().tag == "testsuites"
    same("fail-on: never", check(repository, book="sales/book", fail_on="never")[0], 0)
    code, printed, (quality, _) = check(repository, book="sales/book", args="--select=overdue-task\n\n--owner=chenlei\n")
    same("options, one a line", (code, {issue["check_name"] for issue in json.loads(quality.read_text())}), (1, {"overdue-task"}))
    for wrong in ({"book": "."}, {"book": "sales/book", "as_of": "tomorrow"}):
        same(f"cannot be carried out: {wrong}", check(repository, **wrong)[0], 2)
    code, printed, _ = check(repository, path="/usr/bin:/bin", book="sales/book")
    same("neither kam nor its source", (code, "the input source" in printed), (2, True))


def new_since():
    """What a merge request changes is told, whether it is red or not; a diff that cannot be carried out changes nothing about that."""
    repository = example("sales/book")
    [diff] = [repository / path for path in JOBS["kam-check"]["artifacts"]["paths"]]
    book = {"book": "sales/book"}
    (repository / "sales/book/tasks/late.toml").write_text('account = "yunfan"\ntitle = "::error::late <b>@team"\nowner = "zhoumin"\ndue = 2026-03-01\n')
    diff.write_text("made up\n")
    commit(repository)
    folder = place("bin")
    folder.mkdir(parents=True)
    (folder / "kam").write_text(f'#!/bin/sh\nfor arg; do [ "$arg" != diff ] || exit 2; done\nexec {KAM} "$@"\n')
    (folder / "kam").chmod(0o755)
    # Names that git allows for a branch. GitLab puts its variables into this input, so they hold no `$`.
    names = ("a;{touch,x}", "`{touch,x}`", "客户", "-rf", "--help", "'\"", "<b>", "@team")
    for name in names:
        run("git", "update-ref", f"refs/heads/{name}", "HEAD^1", cwd=repository)
    for shell in ("sh", "bash"):
        for since in ("HEAD^1", *names):
            code, printed, _ = check(repository, shell, new_since=since, **book)
            told = diff.read_text(encoding="utf-8")
            same(f"new since {since}: {printed}", (code, told.startswith("## What was changed\n"), "`task/late`" in told), (1, True, True))
            assert "2026-04-01" in told and "<b>" not in told and "@team" not in told, told
            nothing_obeyed()
        code, printed, _ = check(repository, shell, new_since="HEAD^1", args="--select=no-accountable", **book)
        same("options of the check are not those of the diff", (code, diff.read_text(encoding="utf-8").count("`task/late`") > 0), (0, True))
        for expected, args in ((1, ""), (0, "--select=no-accountable")):
            code, printed, _ = check(repository, shell, new_since="HEAD^1", path=f"{folder}:{environment()['PATH']}", args=args, **book)
            same(f"no diff: {printed}", (code, diff.exists(), "could not be told" in printed), (expected, False, True))
        for wrong, expected in (({}, 1), ({"new_since": "nowhere"}, 2), ({"new_since": "HEAD..HEAD"}, 2), ({"new_since": "HEAD^1", "as_of": "tomorrow"}, 2)):
            diff.write_text("made up\n")
            code, printed, _ = check(repository, shell, **book, **wrong)
            same(f"no diff: {wrong}, {printed}", (code, diff.exists(), "could not be told" in printed), (expected, False, False))
    unborn = place()
    shutil.copytree(ROOT / "examples/software", unborn)
    run("git", "init", "--quiet", cwd=unborn)
    same("a branch without commits", check(unborn, new_since="HEAD")[0], 2)


def runs(given):
    """Whether a pipeline has the job, by its rules."""
    def one(rule):
        left, right = (side.strip() for side in rule["if"].split("=="))
        value = lambda side: side.strip('"') if side.startswith('"') else given.get(side[1:])
        return value(left) == value(right)
    return any(one(rule) for rule in JOBS["kam-check"]["rules"])


def rules():
    main = {"CI_DEFAULT_BRANCH": "main"}
    for source, branch, expected in (("merge_request_event", None, True), ("schedule", "main", True), ("push", "main", True),
                                     ("push", "change", False), ("push", None, False)):
        same(f"{source} of {branch}", runs({**main, "CI_PIPELINE_SOURCE": source, "CI_COMMIT_BRANCH": branch}), expected)


def hostile_inputs():
    repository = example(*HOSTILE)
    for shell in ("sh", "bash"):
        for name in HOSTILE:
            code, printed, _ = check(repository, shell, book=name)
            same(f"the book in {name!r}: {printed}", code, 1)
            nothing_obeyed()
    for wanted in ("as_of", "new_since", "args"):
        for text in HOSTILE:
            check(repository, **{"book": "a b", wanted: text})
            nothing_obeyed()


def token():
    """Kam's own project may be private: on the GitLab that runs the job its token is used, elsewhere it is not."""
    folder = place("bin")
    folder.mkdir(parents=True)
    (folder / "cargo").write_text('#!/bin/sh\n[ "$CARGO_NET_GIT_FETCH_WITH_CLI" = true ] && git ls-remote --get-url "$INPUT_SOURCE"\nexit 3\n')
    (folder / "cargo").chmod(0o755)
    repository = example(".")
    server = {"CI_JOB_TOKEN": "T0KEN", "CI_SERVER_URL": "https://git.example.com:8443"}
    for shell in ("sh", "bash"):
        for source, expected in (("https://git.example.com:8443/OWNER/kam", "https://gitlab-ci-token:T0KEN@git.example.com:8443/OWNER/kam"),
                                 ("https://git.example.com:8443.evil.example/kam", "https://git.example.com:8443.evil.example/kam"),
                                 ("https://elsewhere.example/kam", "https://elsewhere.example/kam")):
            code, printed, _ = check(repository, shell, path=f"{folder}:/usr/bin:/bin", more=server, source=source)
            same(f"the address of {source}", (code, printed.splitlines()[-1]), (3, expected))


def built():
    if not BUILD:
        return missing("GitLab: kam built by the job (only with --build)")
    kam, revision = source(whole=True)
    cargo = shutil.which("cargo")
    repository = example(".")
    code, printed, _ = check(repository, path=f"{pathlib.Path(cargo).parent}:/usr/bin:/bin", source=kam.as_uri(), revision=revision)
    same(f"built by the job: {printed[-2000:]}", (code, (repository / ".kam-program/bin/kam").is_file()), (1, True))


def documented(blocks):
    for name, block in blocks.items():
        if not name.startswith("gitlab"):
            continue
        [include] = yaml.safe_load(block)["include"]
        assert (ROOT / include["file"].lstrip("/")).is_file()
        inputs = {name.replace("-", "_"): value for name, value in include["inputs"].items()}
        base = {}
        if "new_since" in inputs:
            if not knows_new_since():
                continue
            base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
        same(f"docs/ci.md, {name}", check(example("."), given=base, **inputs)[0], 0 if base else 1)
        same(f"docs/ci.md, {name}, in the morning", check(example("."), **inputs)[0], 1)
    missing("GitLab: a pipeline on GitLab itself: its reading of the inputs, the cache, the widgets")


def every(blocks):
    the_job()
    rules()
    hostile_inputs()
    if knows_new_since():
        new_since()
    token()
    built()
    documented(blocks)
    print("GitLab: the job holds")
