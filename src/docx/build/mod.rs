//! The document in docx-rs's tree: one paragraph or table a block, styles by id, faces where a style's own do not do.

mod cell;
mod dispatch;
mod label;
mod page;
mod signature;
mod table;
mod text;

use crate::doc::{Block, Document, Heading, Paragraph};
use crate::docx::markup;
use crate::docx::names;
use crate::docx::typeface::Typeface;
use crate::error::Error;
use crate::font::{FontSet, Uses};
use crate::measure;
use crate::style::Style;
use crate::units::Length;
use docx_rs::{BreakType, BuildXML, Document as Body, Docx, LineSpacing, Paragraph as WordParagraph, Run};

pub(super) use page::{EVEN_FOOTER, EVEN_HEADER, ODD_FOOTER, ODD_HEADER};

/// What every step of the building reads and notes.
pub(super) struct Builder<'a> {
    style: &'a Style,
    fonts: &'a FontSet,
    typeface: Typeface,
    uses: Uses,
}

/// Half of the numbers that docx-rs has for paragraphs.
const LATE_NUMBER: &str = "80000000";

/// The parts of the file that docx-rs writes. `Docx::build` would make another dozen, which the finish writes itself.
pub(super) struct Parts {
    pub document: Vec<u8>,
    /// Odd pages, even pages.
    pub footers: Vec<Vec<u8>>,
    /// Odd pages, even pages; none when there is nothing to say.
    pub headers: Vec<Vec<u8>>,
}

/// The document in parts of docx-rs, and which characters it shows in which face.
///
/// # Errors
/// [`Error::Docx`] when docx-rs writes what the schema does not allow.
pub(super) fn parts(
    document: &Document,
    style: &Style,
    fonts: &FontSet,
    typeface: Typeface,
) -> Result<(Parts, Uses), Error> {
    renumber(LATE_NUMBER);
    let mut builder = Builder {
        style,
        fonts,
        typeface,
        uses: Uses::default(),
    };
    let content = builder.content(document)?;
    let body = builder.section(Body::new(), document.properties());
    let section = &body.section_property;
    let parts = Parts {
        document: filled(markup::part(&body)?, &content)?,
        footers: each_part(section.get_footers())?,
        headers: each_part(section.get_headers())?,
    };
    Ok((parts, builder.uses))
}

/// The part with something at the beginning of its body.
fn filled(part: Vec<u8>, content: &str) -> Result<Vec<u8>, Error> {
    const BODY: &[u8] = b"<w:body>";
    let at = part.windows(BODY.len()).position(|window| window == BODY);
    let (before, after) = at
        .and_then(|at| part.split_at_checked(at + BODY.len()))
        .ok_or_else(|| Error::Docx("no w:body".to_owned()))?;
    Ok([before, content.as_bytes(), after].concat())
}

fn each_part<T: BuildXML>(parts: Vec<&(String, T)>) -> Result<Vec<Vec<u8>>, Error> {
    parts.into_iter().map(|(_, part)| markup::part(part)).collect()
}

/// The markup of blocks, one after the other.
#[derive(Default)]
struct Content(String);

impl Content {
    fn add(&mut self, elements: impl IntoIterator<Item = impl BuildXML>) -> Result<(), Error> {
        for element in elements {
            self.0.push_str(&markup::piece(&element)?);
        }
        Ok(())
    }
}

/// docx-rs numbers the paragraphs of a thread with 32 bits and begins anew only when it builds a whole file: it is made to
/// when a thread has written some million documents. The numbers stand in no file of ours.
fn renumber(late: &str) {
    if WordParagraph::new().id.as_str() >= late {
        Docx::new().build();
    }
}

impl Builder<'_> {
    /// The markup of all blocks.
    fn content(&mut self, document: &Document) -> Result<String, Error> {
        let gap = || [WordParagraph::new().style(names::TABLE_GAP.id)];
        let blocks = document.blocks();
        let mut content = Content::default();
        for (at, block) in blocks.iter().enumerate() {
            let place = Place {
                after_table: at > 0 && matches!(blocks[at - 1], Block::Table(_)),
                before_signature: matches!(
                    blocks.get(at + 1),
                    Some(Block::Signature(_) | Block::AttachmentList(_))
                ),
            };
            match block {
                Block::Title(heading) => {
                    let title = self.title(heading, place);
                    let below_head = at > 0 && matches!(blocks[at - 1], Block::Head(_));
                    content.add([if below_head { self.below_head(title) } else { title }])?;
                }
                Block::Head(head) => content.add(self.head(head))?,
                Block::Recipients(line) => content.add([self.recipients(line)])?,
                Block::AttachmentList(list) => content.add(self.attachment_list(list))?,
                Block::Annotation(line) => content.add([self.annotation(line)])?,
                Block::Attachment(attachment) => content.add(self.attachment(attachment))?,
                Block::Imprint(imprint) => {
                    content.add([self.imprint(imprint)])?;
                    content.add(gap())?;
                }
                Block::Heading(heading) => content.add([self.heading(heading, place)])?,
                Block::Paragraph(paragraph) => content.add([self.paragraph(paragraph, place)])?,
                Block::Signature(signature) => content.add(self.signature(signature))?,
                Block::Table(table) => {
                    content.0.push_str(&self.table(table, place)?);
                    content.add(self.table_notes(table, place))?;
                    // Word joins tables that touch, and wants a paragraph after the last one.
                    if matches!(blocks.get(at + 1), Some(Block::Table(_)) | None) {
                        content.add(gap())?;
                    }
                }
            }
        }
        Ok(content.0)
    }

    fn title(&mut self, title: &Heading, place: Place) -> WordParagraph {
        let paragraph = WordParagraph::new().style(names::TITLE.id);
        self.add_title(place.apply(self.style, paragraph), title)
    }

    /// A title's text in lines: Word would break it between any two characters.
    fn add_title(&mut self, mut paragraph: WordParagraph, title: &Heading) -> WordParagraph {
        let roles = self.style.title.roles;
        for (line, at) in measure::title(title, self.style, self.fonts).into_iter().zip(0..) {
            if at > 0 {
                paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
            }
            paragraph = self.add_text(paragraph, roles, None, &title.text[line]);
        }
        paragraph
    }

    fn heading(&mut self, heading: &Heading, place: Place) -> WordParagraph {
        let roles = self.style.headings[heading.level as usize].roles;
        let paragraph = WordParagraph::new().style(names::heading(heading.level).id);
        self.add_text(place.apply(self.style, paragraph), roles, None, &heading.text)
    }

    fn paragraph(&mut self, paragraph: &Paragraph, place: Place) -> WordParagraph {
        let mut out = place.apply(self.style, WordParagraph::new().style(names::BODY.id));
        if let Some(run_in) = &paragraph.run_in {
            let roles = self.style.headings[run_in.level as usize].roles;
            let style = names::run_in(run_in.level);
            out = self.add_text(out, roles, Some(style), &run_in.text);
        }
        for run in &paragraph.runs {
            let (roles, style) = if run.strong {
                (self.style.strong, Some(names::STRONG))
            } else {
                (self.style.body.roles, None)
            };
            out = self.add_text(out, roles, style, &run.text);
        }
        out
    }
}

/// What stands around a block and bears on its spacing.
#[derive(Clone, Copy, Debug)]
struct Place {
    after_table: bool,
    before_signature: bool,
}

impl Place {
    /// A paragraph with what its place asks for: the space below the table before it, no break from the signature.
    fn apply(self, style: &Style, mut paragraph: WordParagraph) -> WordParagraph {
        if self.before_signature {
            paragraph = paragraph.keep_next(true);
        }
        if self.after_table {
            let space = unsigned(style.table.space_after);
            paragraph = paragraph.line_spacing(LineSpacing::new().before(space));
        }
        paragraph
    }
}

/// A length in twips where WordprocessingML takes no negative one.
fn unsigned(length: Length) -> u32 {
    u32::try_from(length.as_twips()).unwrap_or(0)
}

/// A length in twips.
fn signed(length: Length) -> i32 {
    i32::try_from(length.as_twips()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_numbered_anew_before_the_numbers_end() {
        let number = || u32::from_str_radix(&WordParagraph::new().id, 16).unwrap();
        let first = number();
        renumber(LATE_NUMBER);
        assert_eq!(number(), first + 2);
        renumber("00000001");
        assert_eq!(number(), 1);
    }
}
