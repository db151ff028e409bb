// Opens every page of a folder from the disk, as a phone and as a desktop, light and dark, and fails where one is
// not fit for its readers: barriers (axe-core), errors, requests, sorting, print. Pictures go into another folder.
//
//   node check.mjs PAGES PICTURES LARGE
//
// LARGE is a page of 5,000 rows, which is only loaded and sorted.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [pages, pictures, largest] = process.argv.slice(2).map((path) => resolve(path));
if (!pages || !pictures || !largest) throw new Error("usage: node check.mjs PAGES PICTURES LARGE");
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const files = readdirSync(pages).filter((name) => name.endsWith(".html")).sort();
if (files.length === 0) throw new Error(`no pages in ${pages}`);

const SCREENS = [
  { name: "phone", viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  { name: "desktop", viewport: { width: 1280, height: 900 } },
];
/** No picture is higher: the rest is more of the same. */
const HIGHEST = 2600;
/** Text that is smaller is not read on a phone. */
const SMALLEST = 12;
/** A page that takes longer for anything it is asked, in ms, hangs. */
const PATIENCE = 120_000;

const wrong = [];
const complain = (file, what) => {
  wrong.push(`${file}: ${what}`);
  console.error(`  ${file}: ${what}`);
};

/** Runs in the page: what each heading's column says, as it is sorted and as it stands. */
const sorting = () => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const complaints = [];
  const shown = (cell) => (cell.querySelector(".v") ?? cell).textContent.trim();
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const before = [...body.rows];
    for (const heading of table.tHead.rows[0].cells) {
      const at = heading.cellIndex;
      const say = (what) => complaints.push(`${table.id}, ${heading.textContent}: ${what}`);
      const button = heading.querySelector("button");
      if (!button) {
        say("no button");
        continue;
      }
      for (const direction of ["ascending", "descending"]) {
        const was = new Map([...body.rows].map((row, place) => [row, place]));
        button.click();
        const sorted = table.querySelectorAll("[aria-sort]");
        if (sorted.length !== 1 || heading.getAttribute("aria-sort") !== direction) say(`aria-sort is not ${direction}`);
        const rows = [...body.rows];
        if (rows.length !== before.length) say("rows were lost");
        const sign = direction === "ascending" ? 1 : -1;
        for (let i = 1; i < rows.length; i++) {
          const [a, b] = [rows[i - 1].cells[at], rows[i].cells[at]];
          const [unknownA, unknownB] = [a, b].map((cell) => cell.classList.contains("u") || shown(cell) === "");
          if (unknownA && !unknownB) say("what is not known comes before what is");
          if (unknownA || unknownB) continue;
          const numbers = [a, b].every((cell) => cell.dataset.v !== undefined);
          const chips = [a, b].some((cell) => cell.querySelector(".chip"));
          const units = numbers ? collator.compare(a.dataset.u ?? "", b.dataset.u ?? "") : 0;
          const order = numbers ? units || Number(a.dataset.v) - Number(b.dataset.v) : collator.compare(shown(a), shown(b));
          if (!chips && order * sign > 0) say(`${shown(a)} before ${shown(b)}, ${direction}`);
          if (!chips && order === 0 && was.get(rows[i - 1]) > was.get(rows[i])) say("equal rows changed places");
        }
      }
      button.click();
      if ([...body.rows].some((row, i) => row !== before[i])) say("a third click does not give the first order back");
    }
  }
  return complaints;
};

/** Runs in the page: texts too small to read, and whether the page is wider than its window. */
const legible = (smallest) => {
  const complaints = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (!own || element.closest("script, title, desc") || element.closest(".vh")) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < smallest - 0.05) complaints.push(`text of ${size} px: ${element.textContent.trim().slice(0, 30)}`);
  }
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 1) complaints.push(`the page is ${over} px wider than its window`);
  return complaints;
};

/** What is done within the time that a page has for it; else it fails, and says what was being done. */
const inTime = async (what, done) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} takes more than ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Opens the page in a fresh context and hears all that it says and asks for. */
const open = async (browser, file, options) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const address = pathToFileURL(join(pages, file)).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(file, `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(file, `error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== address) complain(file, `asks for ${request.url()}`);
  });
  await page.goto(address);
  return { context, page };
};

const onScreen = async (browser, file, screen, colorScheme) => {
  const { name, ...options } = screen;
  const { context, page } = await open(browser, file, { ...options, colorScheme });
  const where = `${file} (${name}, ${colorScheme})`;
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of found.violations) {
    complain(where, `axe: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" ")}`);
  }
  for (const complaint of await page.evaluate(legible, SMALLEST)) complain(where, complaint);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const picture = join(pictures, `${basename(file, ".html")}-${name}-${colorScheme}.png`);
  await page.screenshot({ path: picture, clip: { x: 0, y: 0, width: screen.viewport.width, height: Math.min(height, HIGHEST) }, fullPage: true });
  for (const complaint of await page.evaluate(sorting)) complain(where, complaint);
  // What a reader does: by the keyboard, and a list of sources opens and closes.
  const button = page.locator("table.sortable thead button").first();
  if (await button.count()) {
    await button.focus();
    await page.keyboard.press("Enter");
    if (await page.locator("[aria-sort=ascending]").count() !== 1) complain(where, "Enter on a heading does not sort");
  }
  const summary = page.locator("td summary, tbody th summary").first();
  if (await summary.count()) {
    await summary.click();
    if (await page.locator("td details[open], th details[open]").count() !== 1) complain(where, "a list of sources does not open");
    await page.screenshot({ path: picture.replace(/\.png$/, "-open.png") });
    await page.keyboard.press("Escape");
    if (await page.locator("td details[open], th details[open]").count() !== 0) complain(where, "Escape does not close a list");
  }
  await context.close();
};

/** The text of each page of a PDF. */
const printed = (pdf) => {
  const folder = mkdtempSync(join(tmpdir(), "kam-print-"));
  try {
    writeFileSync(join(folder, "page.pdf"), pdf);
    const text = execFileSync("pdftotext", ["-layout", join(folder, "page.pdf"), "-"], { encoding: "utf8", timeout: PATIENCE });
    return text.split("\f").filter((page) => page.trim() !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** A long table, printed, has its headings on every page, and its first page says what it is. */
const inPrint = async (browser, file) => {
  const { context, page } = await open(browser, file, { colorScheme: "dark" });
  const table = await page.evaluate(() => {
    const table = document.querySelector("table");
    if (!table) return null;
    const rows = [...table.tBodies[0].rows];
    for (let i = 0; i < 120; i++) table.tBodies[0].append(rows[i % rows.length].cloneNode(true));
    // The pages after it are those of other tables.
    for (let node = table; node !== document.body; node = node.parentNode) while (node.nextSibling) node.nextSibling.remove();
    const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim().split(" ")[0]);
    return { headings, title: document.querySelector("h1").textContent.trim().slice(0, 6) };
  });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(join(pictures, `${basename(file, ".html")}.pdf`), pdf);
  await context.close();
  if (!table) return;
  const sheets = printed(pdf);
  const squeezed = (text) => text.replace(/\s+/g, "");
  if (sheets.length < 2) complain(file, "120 rows more and still on one page");
  if (!squeezed(sheets[0]).includes(squeezed(table.title))) complain(file, "the first printed page does not say what it is");
  sheets.slice(1, -1).forEach((sheet, at) => {
    const missing = table.headings.filter((heading) => !squeezed(sheet).includes(heading));
    // A heading may be broken over lines; most of them are not.
    if (missing.length > table.headings.length / 2) complain(file, `page ${at + 2} in print lacks the headings ${missing.join(", ")}`);
  });
};

/** 5,000 rows load and sort in two seconds on a machine that does nothing else; what is far beyond that fails. */
const large = async (browser, path) => {
  const name = basename(path);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(pathToFileURL(path).href);
    const loaded = performance.now();
    const { rows, parts, sorted, complaints } = await page.evaluate(() => {
      const table = document.querySelector("table");
      const shown = () => [...table.querySelectorAll("tbody tr")];
      const [before, sizes] = [shown(), [...table.tBodies].map((body) => body.rows.length)];
      const complaints = [];
      const began = performance.now();
      table.querySelector("thead button").click();
      document.body.getBoundingClientRect();
      table.offsetHeight;
      const sorted = performance.now() - began;
      const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const words = shown().map((row) => row.cells[0].textContent.trim());
      if (words.some((word, at) => at > 0 && collator.compare(words[at - 1], word) > 0)) complaints.push("is not sorted over its parts");
      if ([...table.tBodies].some((body, at) => body.rows.length !== sizes[at])) complaints.push("parts changed their sizes");
      const button = table.querySelector("thead button");
      button.click();
      button.click();
      if (shown().some((row, at) => row !== before[at])) complaints.push("a third click does not give the first order back");
      return { rows: before.length, parts: sizes.length, sorted, complaints };
    });
    console.log(`${rows} rows in ${parts} parts: loaded in ${Math.round(loaded - began)} ms, sorted in ${Math.round(sorted)} ms`);
    for (const complaint of complaints) complain(name, complaint);
    if (rows < 5000) complain(name, `has only ${rows} rows`);
    if (loaded - began + sorted > 30_000) complain(name, "5,000 rows take more than half a minute");
  } finally {
    await context.close();
  }
};

const profile = mkdtempSync(join(tmpdir(), "kam-browser-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", `--disk-cache-dir=${profile}`,
  ],
});
try {
  for (const file of files) {
    console.log(file);
    for (const screen of SCREENS) {
      for (const colorScheme of ["light", "dark"]) {
        await inTime(`${file} on a ${screen.name}, ${colorScheme},`, onScreen(browser, file, screen, colorScheme));
      }
    }
    await inTime(`${file} in print`, inPrint(browser, file));
  }
  await inTime("the page of 5,000 rows", large(browser, largest));
} finally {
  // A browser that hangs does not close either.
  await inTime("closing the browser", browser.close()).catch((error) => complain("browser", error.message));
  rmSync(profile, { recursive: true, force: true });
}
if (wrong.length > 0) {
  console.error(`\n${wrong.length} complaints about ${files.length} pages`);
  process.exit(1);
}
console.log(`${files.length} pages, nothing to complain about`);
