//! A satisfaction survey and its answers.

use crate::shape::scalars::{AccountId, ContactId, DimensionId, ImprovementId, PartId, PersonId, Whole};
use crate::shape::tables::Map;
use crate::values::date::Date;
use crate::values::period::Period;

crate::choices! {
    /// How the customer was asked.
    pub enum SurveyMethod {
        /// On paper or on a page.
        Questionnaire "questionnaire" "questionnaire" "问卷",
        /// By telephone.
        Phone "phone" "phone" "电话访谈",
        /// Face to face.
        FaceToFace "face-to-face" "face to face" "面对面访谈",
    }

    /// How bad something is.
    pub enum Grade {
        /// A blemish.
        Minor "minor" "minor" "轻微",
        /// It hurts.
        Major "major" "major" "严重",
        /// It may cost the customer.
        Critical "critical" "critical" "重大",
    }
}

crate::table! {
    /// A satisfaction survey and its answers.
    pub struct Survey<'a> {
        /// Of whom.
        account: AccountId<'a>,
        /// When.
        date: Date,
        /// How they were asked.
        method: SurveyMethod,
        /// Who of ours answers for it.
        owner: PersonId<'a>,
        /// What time it asks about.
        period: Option<Period>,
        /// How many were asked.
        sent: Option<Whole<0, { i64::MAX }>>,
        /// The top of the answer scale; answers run from 1 to it.
        scale: Whole<2, 100> = Whole(5),
        /// What they answered.
        response: Vec<Response<'a>>,
        /// What came to light.
        issue: Vec<Issue<'a>>,
    }
}

crate::table! {
    /// What one person answered.
    pub struct Response<'a> {
        /// Who.
        contact: Option<ContactId<'a>>,
        /// When.
        date: Option<Date>,
        /// The answers by dimension: whole numbers from 1 to the survey's `scale`.
        answers: Map<DimensionId<'a>, Whole<1, 100>>,
        /// How likely they would recommend us, 0 to 10.
        nps: Option<Whole<0, 10>>,
        /// How easy we made it, 1 to 7.
        ces: Option<Whole<1, 7>>,
        /// In their own words.
        comment: Option<&'a str>,
    }
}

crate::table! {
    /// Something that came to light in a survey.
    pub struct Issue<'a> {
        /// Unique within the survey.
        id: PartId<'a>,
        /// What.
        text: &'a str,
        /// How bad it is.
        severity: Option<Grade>,
        /// What is done about it.
        improvement: Option<ImprovementId<'a>>,
    }
}
