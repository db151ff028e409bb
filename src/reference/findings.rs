//! The reference of the formats of findings: which one is for what, and what its host takes.

use std::fmt::Write as _;

use super::MADE;
use crate::annotate::Format;
use crate::say::{Lang, Word};
use crate::word;

/// For whom a format is, and what its host takes of it.
fn about(format: Format) -> [Word; 2] {
    match format {
        Format::Text => [
            word!(
                "People: by account, the heaviest first, with the line, the place underlined, and what to do. It fits the terminal.",
                "供人阅读：按客户分组，问题多的在前，显示所在的行、标出位置并给出建议；宽度随终端调整。"
            ),
            word!("none", "无"),
        ],
        Format::Json => [
            word!(
                "Programs: everything, with a summary. Paths are relative to the book.",
                "供程序读取：内容完整，并有汇总。路径相对于台账。"
            ),
            word!("none", "无"),
        ],
        Format::Jsonl => [
            word!(
                "Programs that read line by line: each line is one finding, as `json` has it, and nothing else; no finding, no line.",
                "供按行读取的程序：每行一个问题，字段与 `json` 相同，没有其他内容；没有问题就没有输出。"
            ),
            word!("none", "无"),
        ],
        Format::Github => [
            word!(
                "The log of GitHub Actions: annotations beside the changed lines of a pull request, then the whole list in folded groups. Where `GITHUB_STEP_SUMMARY` is set, the `markdown` format is added to the summary of the step as well.",
                "供 GitHub Actions 日志使用：先在合并请求的改动行旁显示标注，再以折叠分组列出全部问题。设有 `GITHUB_STEP_SUMMARY` 时，还会把 `markdown` 格式追加到步骤摘要。"
            ),
            word!(
                "10 annotations of each severity a step and 50 a job; the rest is dropped without a word. So where there are more than 10, the findings of a file share one, and the tenth carries the other files. A summary takes 1 MiB; it is cut between findings and says how many are left.",
                "每个步骤每种级别最多 10 条标注，每个作业最多 50 条，多出的会被直接丢弃。因此超过 10 个问题时，同一文件的问题合为一条，第 10 条汇总其余文件。步骤摘要最多 1 MiB，超出时在问题之间截断，并写明还有多少个。"
            ),
        ],
        Format::Gitlab => [
            word!(
                "GitLab's Code Quality, `artifacts:reports:codequality`. An error is `critical`, a warning `minor`, a note `info`.",
                "供 GitLab 代码质量报告使用，即 `artifacts:reports:codequality`。错误为 `critical`，警告为 `minor`，提示为 `info`。"
            ),
            word!(
                "one finding a fingerprint, over all reports of a pipeline: every finding has its own, also where a repository holds several books",
                "同一流水线中，指纹相同的问题只显示一个；这里每个问题的指纹都不同，一个仓库有多份台账时也是如此"
            ),
        ],
        Format::Sarif => [
            word!(
                "GitHub's code scanning (`github/codeql-action/upload-sarif`), Azure DevOps, editors: SARIF 2.1.0 with the page of every rule. What a waiver excuses is suppressed, with who, until when and why. `ref`, `account`, `owner`, `due`, `days_late` and `answered_by` are properties of a result.",
                "供 GitHub 代码扫描（`github/codeql-action/upload-sarif`）、Azure DevOps 和编辑器使用：SARIF 2.1.0，附每条规则的说明。被豁免的问题标为已抑制，并写明由谁豁免、到何时、为什么。结果的属性有 `ref`、`account`、`owner`、`due`、`days_late`、`answered_by`。"
            ),
            word!(
                "GitHub refuses more than 25,000 results a run or 10 MB once compressed, and shows 5,000, by severity. Where there are more than 25,000, the weightiest are written, and a notification of the run says how many are not.",
                "GitHub 拒收超过 25,000 个结果或压缩后超过 10 MB 的文件，并按严重程度只显示 5,000 个。超过 25,000 个时只写入最重要的部分，并在运行通知中写明有多少个未写入。"
            ),
        ],
        Format::Junit => [
            word!(
                "Whatever shows tests: GitLab (`artifacts:reports:junit`), Jenkins, test reporters on GitHub. A suite is what rules are about. A rule that finds nothing passes; a finding fails where `--fail-on` says so, and is skipped otherwise. The name of a test is the rule and the record, so that it is known again the next day.",
                "供能显示测试结果的平台使用：GitLab（`artifacts:reports:junit`）、Jenkins、GitHub 上的测试报告。每类规则是一个测试集。没有发现问题的规则为通过；达到 `--fail-on` 级别的问题为失败，其余为跳过。测试名由规则和记录组成，第二天仍能对上。"
            ),
            word!(
                "GitLab: 30 MB a file, and of two tests of one name only the first: no name is used twice",
                "GitLab：每个文件 30 MB；同名测试只显示第一个，因此名称不会重复"
            ),
        ],
        Format::Markdown => [
            word!(
                "A comment on a pull request: a table of the accounts, the errors by account, the warnings, the notes folded. Its first line, `<!-- kam check -->` with the book's folder, is the same each time: a bot finds its comment by it and renews it. It links nothing and mentions nobody.",
                "用作合并请求的评论：先是客户汇总表，再按客户列出错误和警告，提示折叠。首行 `<!-- kam check -->`（含台账目录）每次相同，机器人可据此找到并更新自己的评论。不含链接，也不会提醒任何人。"
            ),
            word!(
                "65,536 characters on GitHub, 1,000,000 on GitLab: it is cut between findings for the smaller one, and says how many are left",
                "GitHub 为 65,536 个字符，GitLab 为 1,000,000 个；按较小者在问题之间截断，并写明还有多少个"
            ),
        ],
    }
}

fn page(head: Word, columns: Word, tail: Word, lang: Lang) -> String {
    let mut out = format!("{MADE}{}{}\n|---|---|---|\n", head.get(lang), columns.get(lang));
    for (name, format) in Format::ALL {
        let [whom, limits] = about(format);
        let _ = writeln!(out, "| `{name}` | {} | {} |", whom.get(lang), limits.get(lang));
    }
    out.push_str(tail.get(lang));
    out
}

const HEAD: Word = word!(
    "# Formats of findings\n\n[中文](findings.zh-CN.md)\n\n`kam check --format FORMAT` writes one format to standard output; `--output FORMAT=FILE`, as often as wanted, writes others into files in the same run. The messages are in the language of `--lang`; keys and names of rules are English in every language. The same book, date and options give the same bytes.\n\n",
    "# 检查结果的格式\n\n[English](findings.md)\n\n`kam check --format 格式` 把一种格式写到标准输出；`--output 格式=文件` 可写多次，在同一次运行中另写文件。说明文字的语言由 `--lang` 决定；键名和规则名一律为英文。台账、日期和选项相同，输出就逐字节相同。\n\n"
);
const COLUMNS: Word = word!("| format | for | limits |", "| 格式 | 用途 | 上限 |");
const TAIL: Word = word!(
    "\n## Paths\n\nHosts know a file by its path in the repository. Where the book lies in a folder of it, `github`, `gitlab`, `sarif`, `junit` and `markdown` write that folder before the path: the way from the top of the repository, which is where the host's `GITHUB_WORKSPACE` or `CI_PROJECT_DIR` is, if that is a repository, else the nearest folder above the book with a `.git`. `text`, `json` and `jsonl` have the path in the book.\n\n## In a workflow\n\n```yaml\n- run: kam check --format github --output sarif=kam.sarif --output markdown=kam.md\n- if: always()\n  uses: github/codeql-action/upload-sarif@v4\n  with:\n    sarif_file: kam.sarif\n```\n\n```yaml\nkam:\n  script: kam check --output gitlab=kam.json --output junit=kam.xml\n  artifacts:\n    when: always\n    reports:\n      codequality: kam.json\n      junit: kam.xml\n```\n",
    "\n## 路径\n\n平台按文件在仓库中的路径识别文件。台账位于仓库的子目录时，`github`、`gitlab`、`sarif`、`junit`、`markdown` 会在路径前加上该目录，即从仓库顶层算起的路径：`GITHUB_WORKSPACE` 或 `CI_PROJECT_DIR` 所指目录若是仓库，就以它为顶层；否则以台账上方最近的含 `.git` 的目录为准。`text`、`json`、`jsonl` 用的是台账内的路径。\n\n## 在流水线中使用\n\n```yaml\n- run: kam check --format github --output sarif=kam.sarif --output markdown=kam.md\n- if: always()\n  uses: github/codeql-action/upload-sarif@v4\n  with:\n    sarif_file: kam.sarif\n```\n\n```yaml\nkam:\n  script: kam check --output gitlab=kam.json --output junit=kam.xml\n  artifacts:\n    when: always\n    reports:\n      codequality: kam.json\n      junit: kam.xml\n```\n"
);

/// `docs/reference/findings.md`
pub(super) fn in_english() -> String {
    page(HEAD, COLUMNS, TAIL, Lang::En)
}

/// `docs/reference/findings.zh-CN.md`
pub(super) fn in_chinese() -> String {
    page(HEAD, COLUMNS, TAIL, Lang::Zh)
}
