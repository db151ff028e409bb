//! A piece of work, its owner, its date, its progress.

use crate::model::References;
use crate::shape::scalars::{AccountId, DutyId, Percent, PersonId, TaskId};
use crate::values::date::Date;

crate::choices! {
    /// How far a task has come.
    pub enum TaskStatus {
        /// Not begun.
        Todo "todo" "to do" "未开始",
        /// Begun.
        InProgress "in-progress" "in progress" "进行中",
        /// Waiting for something else.
        Blocked "blocked" "blocked" "受阻",
        /// Done.
        Done "done" "done" "已完成",
        /// Given up.
        Cancelled "cancelled" "cancelled" "已取消",
    }

    /// How urgent a task is.
    pub enum Priority {
        /// Can wait.
        Low "low" "low" "低",
        /// As usual.
        Normal "normal" "normal" "普通",
        /// Before others.
        High "high" "high" "高",
        /// Before everything.
        Urgent "urgent" "urgent" "紧急",
    }
}

crate::table! {
    /// A piece of work, its owner, its date, its progress.
    pub struct Task<'a> {
        /// What is to be done.
        title: &'a str,
        /// The one who answers for it.
        owner: PersonId<'a>,
        /// For which customer; our own work when left out.
        account: Option<AccountId<'a>>,
        /// How far it has come; a `done` date says done, progress above 0 in progress.
        status: Option<TaskStatus>,
        /// How urgent it is.
        priority: Priority = Priority::Normal,
        /// Who carries it out.
        responsible: Vec<PersonId<'a>>,
        /// Who is asked first.
        consulted: Vec<PersonId<'a>>,
        /// Who is told.
        informed: Vec<PersonId<'a>>,
        /// When it begins.
        start: Option<Date>,
        /// By when it is to be done.
        due: Option<Date>,
        /// When it was done.
        done: Option<Date>,
        /// How much of it is done, 0 to 100.
        progress: Option<Percent>,
        /// The duty that it carries out.
        duty: Option<DutyId<'a>>,
        /// What it serves.
        serves["for"]: References<'a>,
        /// The tasks that must be done before it.
        depends_on: Vec<TaskId<'a>>,
        /// What happened on the way.
        update: Vec<TaskUpdate<'a>>,
    }
}

crate::table! {
    /// A word on how a task goes.
    pub struct TaskUpdate<'a> {
        /// When.
        date: Date,
        /// By whom.
        by: PersonId<'a>,
        /// How much is done, 0 to 100.
        progress: Option<Percent>,
        /// What is to be said.
        note: Option<&'a str>,
        /// The date before it was moved.
        due_from: Option<Date>,
        /// The date that it was moved to.
        due_to: Option<Date>,
    }
}

impl Task<'_> {
    /// The status as of a day: written, or told by `done` and `progress`. A `done` after that day has
    /// not happened yet.
    pub fn status_on(&self, day: Date) -> TaskStatus {
        let done = self.done.is_some_and(|done| done <= day);
        match self.status {
            Some(TaskStatus::Done) if self.done.is_some_and(|done| done > day) => TaskStatus::InProgress,
            Some(status) => status,
            None if done => TaskStatus::Done,
            None if self
                .progress
                .is_some_and(|progress| progress.0.is_sign_positive() && !progress.0.is_zero()) =>
            {
                TaskStatus::InProgress
            }
            None => TaskStatus::Todo,
        }
    }
}
