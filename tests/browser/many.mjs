// Makes a large book: that of an example, and in place of one of its customers so many, each with its tasks and talks.
//
//   node many.mjs BOOK CUSTOMER NUMBER FOLDER
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [book, customer, number, folder] = process.argv.slice(2);
if (!folder) throw new Error("usage: node many.mjs BOOK CUSTOMER NUMBER FOLDER");
mkdirSync(folder, { recursive: true });
for (const name of ["kam.toml", "people"]) cpSync(join(book, name), join(folder, name), { recursive: true });
const records = ["account.toml"];
for (const kind of ["tasks", "interactions"]) records.push(...readdirSync(join(book, customer, kind)).map((name) => join(kind, name)));
const texts = records.map((path) => [path, readFileSync(join(book, customer, path), "utf8")]);
for (let at = 0; at < Number(number); at++) {
  const id = `${customer}-${at}`;
  for (const kind of ["tasks", "interactions"]) mkdirSync(join(folder, id, kind), { recursive: true });
  for (const [path, text] of texts) writeFileSync(join(folder, id, path.replaceAll(customer, id)), text.replaceAll(customer, id));
}
