//! The rules on texts, dates and facts, one a file: its page and its function side by side.

mod cite_doc;
mod cite_stale;
mod contact;
mod date_due;
mod date_form;
mod date_order;
mod empty_heading;
mod epub;
mod fee_paid;
mod fee_statement;
mod fee_words;
mod in_force;
mod numbering;
mod org_name;
mod pairs;
mod parts;
mod period;
mod phrase;
mod problems;
mod punctuation;
mod regul_zero;
mod residue;
mod title_year;
mod topics;
mod twice;

use super::case::{Case, Part, Passage};
use crate::finding::{Basis, Change, Finding, Findings, Rule, Severity};

/// A rule's function.
type Check = fn(&Case<'_>, &mut Findings);

/// Every rule of this kind with its pages.
pub(super) const ALL: [(&[&Rule], Check); 23] = [
    (&[&date_order::RULE], date_order::check),
    (&[&date_due::RULE], date_due::check),
    (&[&date_form::RULE], date_form::check),
    (&[&period::RULE], period::check),
    (&[&title_year::RULE], title_year::check),
    (&[&cite_doc::RULE], cite_doc::check),
    (&[&cite_stale::RULE], cite_stale::check),
    (&[&topics::RULE], topics::check),
    (&[&problems::RULE], problems::check),
    (
        &[&fee_statement::RULE, &fee_statement::TABLE2],
        fee_statement::check,
    ),
    (&[&fee_paid::RULE], fee_paid::check),
    (&[&in_force::RULE], in_force::check),
    (&[&regul_zero::RULE], regul_zero::check),
    (&[&contact::RULE], contact::check),
    (&[&epub::RULE], epub::check),
    (&[&residue::RULE], residue::check),
    (&[], empty_heading::check),
    (&[&punctuation::RULE], punctuation::check),
    (&[&numbering::RULE], numbering::check),
    (&[&twice::RULE], twice::check),
    (&[], parts::check),
    (&[&phrase::RULE], phrase::check),
    (&[&org_name::RULE], org_name::check),
];
