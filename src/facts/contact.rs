//! How an account is kept in touch with: what counts as contact, the gaps between, and how many of them
//! were short enough.

use crate::model::interaction::{Channel, Interaction};

/// Whether it counts as contact with the customer: somebody of theirs took part, and of a mail or a
/// message they said something back. What was said among ourselves never counts.
pub fn qualifies(interaction: &Interaction<'_>) -> bool {
    let heard = match interaction.channel {
        Channel::Email | Channel::Message => !interaction.feedback.is_empty(),
        Channel::Call | Channel::Video | Channel::Visit | Channel::Meeting | Channel::Event | Channel::Portal => true,
        Channel::Internal => false,
    };
    heard && !interaction.contacts.is_empty()
}
