//! The Word copy, read back from the ZIP file and held against the schema, the document and the house rules.

mod any;
mod dispatch;
#[path = "../common/every.rs"]
mod every;
mod facts;
mod fonts;
mod golden;
mod package;
mod page;
mod repairs;
mod schema;
mod style;
mod support;
mod tables;
mod text;
