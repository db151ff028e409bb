//! Where each record that was read is put, by its kind.

use crate::model::{Common, Data, Reading};

use super::{Book, FileId, Record, Records};

/// Puts a record among those of its kind.
pub(super) fn shelve<'a>(book: &mut Book<'a>, file: FileId, id: &'a str, reading: Reading<'a>) {
    fn put<'a, T>(
        records: &mut Records<'a, T>,
        file: FileId,
        id: &'a str,
        data: Box<T>,
        common: Common<'a>,
        broken: Vec<&'static str>,
    ) {
        records.all.push(Record {
            id,
            file,
            common,
            broken,
            data,
        });
    }
    let Reading {
        common,
        mut data,
        broken,
    } = reading;
    name_the_nameless(&mut data, id);
    match data {
        None => {}
        Some(Data::Person(data)) => put(&mut book.people, file, id, data, common, broken),
        Some(Data::Account(data)) => put(&mut book.accounts, file, id, data, common, broken),
        Some(Data::Contract(data)) => put(&mut book.contracts, file, id, data, common, broken),
        Some(Data::Goal(data)) => put(&mut book.goals, file, id, data, common, broken),
        Some(Data::Task(data)) => put(&mut book.tasks, file, id, data, common, broken),
        Some(Data::Interaction(data)) => put(&mut book.interactions, file, id, data, common, broken),
        Some(Data::Survey(data)) => put(&mut book.surveys, file, id, data, common, broken),
        Some(Data::Review(data)) => put(&mut book.reviews, file, id, data, common, broken),
        Some(Data::Improvement(data)) => put(&mut book.improvements, file, id, data, common, broken),
        Some(Data::Opportunity(data)) => put(&mut book.opportunities, file, id, data, common, broken),
        Some(Data::Order(data)) => put(&mut book.orders, file, id, data, common, broken),
        Some(Data::Request(data)) => put(&mut book.requests, file, id, data, common, broken),
    }
}

/// Where the name or title could not be read, the id stands for it.
fn name_the_nameless<'a>(data: &mut Option<Data<'a>>, id: &'a str) {
    let words: [Option<&mut &'a str>; 2] = match data {
        None | Some(Data::Survey(_) | Data::Review(_) | Data::Order(_)) => [None, None],
        Some(Data::Person(person)) => [Some(&mut person.name), None],
        Some(Data::Account(account)) => [Some(&mut account.name), None],
        Some(Data::Contract(contract)) => [Some(&mut contract.title), None],
        Some(Data::Goal(goal)) => [Some(&mut goal.title), None],
        Some(Data::Task(task)) => [Some(&mut task.title), None],
        Some(Data::Interaction(interaction)) => [Some(&mut interaction.summary), None],
        Some(Data::Improvement(one)) => [Some(&mut one.problem), Some(&mut one.goal)],
        Some(Data::Opportunity(opportunity)) => [Some(&mut opportunity.title), None],
        Some(Data::Request(request)) => [Some(&mut request.title), None],
    };
    for word in words.into_iter().flatten().filter(|word| word.is_empty()) {
        *word = id;
    }
}
